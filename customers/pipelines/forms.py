"""Forms of pipelines and stages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.shared.organisation.services import get_organisation
from customers.pipelines.models import DealStage, Pipeline


class PipelineForm(forms.ModelForm):
    """Names a pipeline in both languages."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Pipeline
        fields = ["name_en", "name_nl"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class StageForm(PipelineForm):
    """Says what a deal gets in a stage."""

    probability = forms.IntegerField(label=_("Default probability (%)"), min_value=0, max_value=100)
    quiet_days = forms.IntegerField(
        label=_("Quiet after, in days"), min_value=1, max_value=365, required=False
    )

    class Meta:
        model = DealStage
        fields = ["name_en", "name_nl", "probability", "forecast", "quiet_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forecast"].help_text = _(
            "How a deal counts in the forecast when it comes here, unless somebody chose otherwise."
        )
        self.fields["quiet_days"].help_text = _(
            "A deal without contact moment for so long is marked. Left empty: %(days)s days, "
            "as in the settings."
        ) % {"days": get_organisation().quiet_deal_days}


class ArchiveStageForm(forms.Form):
    """Asks where the open deals of a stage go."""

    to = forms.ModelChoiceField(
        label=_("Move its open deals to"), queryset=DealStage.objects.none(), required=False
    )

    def __init__(self, *args: Any, stage: DealStage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = DealStage.objects.in_use().exclude(pk=stage.pk).select_related("pipeline")
        others = others.in_board_order()
        self.fields["to"].queryset = others
        self.fields["to"].empty_label = _("Choose a stage")
        self.fields["to"].label_from_instance = lambda s: (
            s.name if s.pipeline_id == stage.pipeline_id else f"{s.pipeline.name} · {s.name}"
        )
