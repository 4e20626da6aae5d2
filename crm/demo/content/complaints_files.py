"""What the investigations of two open complaints found: both sides, facts, whys, third parties."""

from crm.demo.content.complaints import step

WATERLAND_FILE = (
    step("find", -1, "15:20", room="hearing", side="customer", who="Karin Vos", how="call",
         text="Op de pakbon stond titanium, op de doos magnesium. Om zeven uur stonden vier monteurs klaar; om negen "
         "uur zijn ze naar huis gegaan. Ze wil de uren vergoed en weten dat het niet nog eens gebeurt."),
    step("find", -1, "15:40", room="hearing", side="colleague", who="Magazijn, ploeg Tom", how="talk",
         text="De pick was goed. De printer gaf twee labels achter elkaar; het tweede is op de verkeerde pallet "
         "geplakt. Er wordt bij het plakken niet gescand."),
    step("find", -1, "15:55", room="finding", weight="for", source="Verzendlijst order SO-11873",
         text="De pallet van Waterland kreeg het label van de order erboven."),
    step("find", -1, "16:00", room="finding", weight="for", source="Urenstaat van de klant",
         text="Vier monteurs hebben elk vier uur gewacht en gereisd."),
    step("find", -1, "16:05", room="finding", weight="neutral", source="Chauffeur van Snel Transport",
         text="De chauffeur heeft de dozen niet geopend."),
    step("find", -1, "16:10", room="why", group="method", is_root=False,
         text="Het verkeerde artikel is geleverd: de pallet droeg het label van een andere order"),
    step("find", -1, "16:12", room="why", group="machine", is_root=False,
         text="De printer geeft labels van twee orders achter elkaar"),
    step("find", -1, "16:14", room="why", group="people", is_root=False,
         text="Wie plakt, kijkt niet meer naar de pakbon"),
    step("find", -1, "16:16", room="why", group="measurement", is_root=False,
         text="Er wordt bij het laden niet gescand"),
    step("find", -1, "16:18", room="why", group="method", is_root=True,
         text="Scannen bij het laden staat niet in de werkinstructie"),
    step("find", -1, "16:25", room="party", kind="carrier", name="Snel Transport", role="bracht de pallet",
         question="Is onderweg iets omgeladen?", asked_on=0, due_on=1, answered_on=None, answer=""),
    step("find", -1, "16:28", room="party", kind="supplier", name="Ariston Benelux", role="levert de boilers",
         question="Kunnen de magnesium anodes retour?", asked_on=0, due_on=0, answered_on=0,
         answer="Ja, zolang de verpakking dicht is."),
    step("find", -1, "16:30", room="evidence", note="We hadden de levering op deze dag toegezegd."),
    step("relate", -1, "16:35", kind="same_cause", to="Verkeerd label op pallet"),
    step("relate", -1, "16:36", kind="promise"),
)  # fmt: skip

RIETVELD_FILE = (
    step("find", -2, "10:05", room="party", kind="carrier", name="Van der Wal Logistiek", role="vervoerder",
         question="Hoe kwam de schade, en neemt u die voor uw rekening?", asked_on=0, due_on=1, answered_on=None,
         answer=""),
    step("find", -2, "10:10", room="finding", weight="for", source="Foto's bij de levering",
         text="De schade was er bij het lossen al."),
)  # fmt: skip
