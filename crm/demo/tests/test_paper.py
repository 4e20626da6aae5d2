"""The files of the demo are real: Kring itself would keep every one of them."""

import io

import pytest

from crm.demo.content.files import FILES
from crm.demo.paper import MAKERS, make
from crm.shared.files.names import clean_name, kind_of
from crm.shared.files.sniff import refuse_unless

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "name", [*(row[1] for row in FILES), *(f"Één (2) & <x>.{k}" for k in MAKERS)]
)
def test_every_file_is_what_it_says(name):
    content = make(name)
    refuse_unless(kind_of(clean_name(name)), io.BytesIO(content), len(content), name=name)
