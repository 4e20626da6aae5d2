"""Who may open and who may use each address: the decision a new address needs.

A key may carry a case behind a question mark: the same address, asked with a query.
"""

from crm.tests.access_table.basement import BASEMENT
from crm.tests.access_table.complaints import COMPLAINTS
from crm.tests.access_table.customers import CUSTOMERS
from crm.tests.access_table.roof import ROOF
from crm.tests.access_table.surveys import SURVEYS

ADDRESSES = BASEMENT | CUSTOMERS | COMPLAINTS | SURVEYS | ROOF
