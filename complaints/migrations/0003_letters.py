"""Seed the letters to who complains, in both languages; all are editable."""

from django.db import migrations

LETTERS = [
    (
        "acknowledgement", "acknowledgement", "Receipt and when we answer", "Ontvangst en wanneer u van ons hoort",
        "Wij zoeken uw klacht {number} uit",
        """{greeting}

Dank u wel dat u ons dit laat weten. Wij hebben uw klacht over “{subject}” op {received_on} ontvangen, onder nummer {number}.

Wij zoeken uit wat er is gebeurd. Uiterlijk {promised_on} hoort u wat eruit is gekomen. Hebben wij eerder iets van u nodig, dan nemen wij contact met u op.

Weet u nog iets dat ons helpt? Beantwoord dan gerust dit bericht.

Met vriendelijke groet,
{sender}
{organisation}""",
        "We are looking into your complaint {number}",
        """{greeting}

Thank you for telling us. We received your complaint about “{subject}” on {received_on}, under number {number}.

We are finding out what happened. By {promised_on} at the latest you will hear from us what came of it. If we need anything from you before then, we will contact you.

Is there anything else that helps us? Just reply to this message.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "acknowledgement-again", "acknowledgement", "Receipt, it went wrong before", "Ontvangst, het ging al eerder mis",
        "Wij zoeken uw klacht {number} uit",
        """{greeting}

Het is bij u niet de eerste keer dat er bij ons iets misgaat. Dat had niet mogen gebeuren en het spijt ons. Dank u wel dat u het ons opnieuw laat weten.

Uw klacht over “{subject}” staat bij ons onder nummer {number}. Omdat het vaker is gebeurd, kijkt een leidinggevende mee en belt u. Uiterlijk {promised_on} hoort u wat eruit is gekomen.

Met vriendelijke groet,
{sender}
{organisation}""",
        "We are looking into your complaint {number}",
        """{greeting}

This is not the first time that something went wrong for you with us. It should not have happened and we are sorry. Thank you for telling us again.

Your complaint about “{subject}” is with us under number {number}. Because it happened more than once, a manager looks into it too and will call you. By {promised_on} at the latest you will hear what came of it.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "question", "question", "A question to go on", "Een vraag om verder te kunnen",
        "Een vraag over uw klacht {number}",
        """{greeting}

Wij zijn bezig met uw klacht over “{subject}”. Om goed te begrijpen wat er is gebeurd, willen wij u iets vragen:

- 

U kunt dit bericht gewoon beantwoorden, ook met een foto of een document erbij. Hebben wij op {resume_on} nog niets gehoord, dan gaan wij verder met wat wij weten.

Met vriendelijke groet,
{sender}
{organisation}""",
        "A question about your complaint {number}",
        """{greeting}

We are working on your complaint about “{subject}”. To understand well what happened, we would like to ask you:

- 

You can simply reply to this message, also with a photo or a document. If we have not heard from you by {resume_on}, we go on with what we know.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "update", "update", "How far we are", "Hoe het ervoor staat",
        "Hoe het ervoor staat met uw klacht {number}",
        """{greeting}

Wij hebben u beloofd u op de hoogte te houden. Dit hebben wij tot nu toe gedaan:

- 

Het plan blijft dat u uiterlijk {promised_on} van ons hoort wat eruit is gekomen.

Met vriendelijke groet,
{sender}
{organisation}""",
        "How far we are with your complaint {number}",
        """{greeting}

We promised to keep you informed. This is what we have done so far:

- 

The plan is still that you hear from us what came of it by {promised_on} at the latest.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "extension", "extension", "We need more time", "Wij hebben meer tijd nodig",
        "Wij hebben meer tijd nodig voor uw klacht {number}",
        """{greeting}

Wij hadden u beloofd uiterlijk {promised_on} te vertellen wat er uit uw klacht is gekomen. Dat redden wij niet, en dat spijt ons. De reden is:

- 

U hoort uiterlijk {extended_to} van ons. Heeft u daar last van? Bel of mail ons dan, dan zoeken wij samen naar een oplossing voor de tussentijd.

Met vriendelijke groet,
{sender}
{organisation}""",
        "We need more time for your complaint {number}",
        """{greeting}

We had promised to tell you what came of your complaint by {promised_on}. We will not make that, and we are sorry. The reason is:

- 

You will hear from us by {extended_to} at the latest. Does that cause you trouble? Call or mail us, and we look together for a solution until then.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "answer-justified", "answer", "Answer: you are right", "Antwoord: u heeft gelijk",
        "Ons antwoord op uw klacht {number}",
        """{greeting}

U had een klacht over “{subject}”. Wij hebben uitgezocht wat er is gebeurd. U heeft gelijk: uw klacht is {decision}. Het spijt ons.

{reasons}

Dit doen wij voor u:
{remedies}

Is het hiermee voor u niet opgelost? Beantwoord dan dit bericht. Tot {reopen_days} dagen na het afsluiten kunt u uw klacht ook zelf weer openen op de pagina van uw klacht.

Met vriendelijke groet,
{sender}
{organisation}""",
        "Our answer to your complaint {number}",
        """{greeting}

You complained about “{subject}”. We found out what happened. You are right: your complaint is {decision}. We are sorry.

{reasons}

This is what we do for you:
{remedies}

Does this not solve it for you? Then reply to this message. Until {reopen_days} days after closing you can also open your complaint again yourself, on the page of your complaint.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "answer-partly", "answer", "Answer: you are partly right", "Antwoord: u heeft deels gelijk",
        "Ons antwoord op uw klacht {number}",
        """{greeting}

U had een klacht over “{subject}”. Wij hebben uitgezocht wat er is gebeurd. Op een deel geven wij u gelijk: uw klacht is {decision}. Wij leggen u uit waarom.

{reasons}

Dit doen wij voor u:
{remedies}

Bent u het er niet mee eens? Beantwoord dan dit bericht, dan bellen wij u. Tot {reopen_days} dagen na het afsluiten kunt u uw klacht ook zelf weer openen op de pagina van uw klacht.

Met vriendelijke groet,
{sender}
{organisation}""",
        "Our answer to your complaint {number}",
        """{greeting}

You complained about “{subject}”. We found out what happened. On part of it you are right: your complaint is {decision}. This is why.

{reasons}

This is what we do for you:
{remedies}

Do you not agree? Reply to this message and we will call you. Until {reopen_days} days after closing you can also open your complaint again yourself, on the page of your complaint.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "answer-unjustified", "answer", "Answer: we see it differently", "Antwoord: wij zien het anders",
        "Ons antwoord op uw klacht {number}",
        """{greeting}

U had een klacht over “{subject}”. Wij hebben zorgvuldig uitgezocht wat er is gebeurd en zien het anders dan u: uw klacht is {decision}. Wij begrijpen dat dit een teleurstelling is. Dit is waarom:

{reasons}

Bent u het er niet mee eens, of weet u iets dat wij niet weten? Beantwoord dan dit bericht. U kunt uw klacht ook voorleggen aan {external_body}, tot en met {external_deadline}.

Met vriendelijke groet,
{sender}
{organisation}""",
        "Our answer to your complaint {number}",
        """{greeting}

You complained about “{subject}”. We looked carefully into what happened and see it differently: your complaint is {decision}. We understand that this is disappointing. This is why:

{reasons}

Do you not agree, or do you know something we do not? Then reply to this message. You can also take your complaint to {external_body}, until {external_deadline} included.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "answer-not-admissible", "answer", "Answer: we cannot handle it", "Antwoord: wij kunnen dit niet behandelen",
        "Ons antwoord op uw klacht {number}",
        """{greeting}

U had een klacht over “{subject}”. Wij hebben die gelezen, maar kunnen haar niet in behandeling nemen. Dit is waarom:

{reasons}

Denkt u daar anders over? Beantwoord dan dit bericht. U kunt ook terecht bij {external_body}, tot en met {external_deadline}.

Met vriendelijke groet,
{sender}
{organisation}""",
        "Our answer to your complaint {number}",
        """{greeting}

You complained about “{subject}”. We have read it, but we cannot handle it. This is why:

{reasons}

Do you see that differently? Then reply to this message. You can also go to {external_body}, until {external_deadline} included.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "closing", "closing", "Everything is done", "Alles is gedaan",
        "Uw klacht {number} is afgerond",
        """{greeting}

Alles wat wij u over uw klacht “{subject}” hebben beloofd, is gedaan. Daarom ronden wij haar af.

Klopt dat volgens u niet, of gaat het toch weer mis? Laat het ons binnen {reopen_days} dagen weten, dan gaan wij er meteen weer mee verder.

Dank u wel dat u ons de kans gaf het goed te maken.

Met vriendelijke groet,
{sender}
{organisation}""",
        "Your complaint {number} is done",
        """{greeting}

Everything we promised you about your complaint “{subject}” is done, so we close it.

Do you see that differently, or does it go wrong again? Tell us within {reopen_days} days and we go on with it at once.

Thank you for giving us the chance to put it right.

Kind regards,
{sender}
{organisation}""",
    ),
    (
        "reminder", "reminder", "Reminder of our question", "Herinnering aan onze vraag",
        "Wij wachten nog op uw antwoord over klacht {number}",
        """{greeting}

Onlangs stelden wij u een vraag over uw klacht “{subject}”. Wij hebben nog niets van u gehoord. Misschien is ons bericht u ontgaan.

Met uw antwoord kunnen wij u beter helpen. Lukt dat niet, dan gaan wij verder met wat wij weten; uw klacht blijft gewoon bij ons liggen.

Met vriendelijke groet,
{sender}
{organisation}""",
        "We are still waiting for your answer about complaint {number}",
        """{greeting}

Recently we asked you something about your complaint “{subject}”. We have not heard from you yet. Perhaps our message escaped you.

With your answer we can help you better. If that is not possible, we go on with what we know; your complaint stays with us.

Kind regards,
{sender}
{organisation}""",
    ),
]  # fmt: skip


def seed(apps, schema_editor):
    """Add the letters whose key is missing; one that somebody changed stays as it is."""
    using = schema_editor.connection.alias
    letters = apps.get_model("complaints", "MessageTemplate").objects.using(using)
    for place, row in enumerate(LETTERS, start=1):
        key, purpose, name_en, name_nl, subject_nl, body_nl, subject_en, body_en = row
        letters.get_or_create(
            key=key,
            defaults={
                "purpose": purpose,
                "name_en": name_en,
                "name_nl": name_nl,
                "subject_nl": subject_nl,
                "body_nl": body_nl,
                "subject_en": subject_en,
                "body_en": body_en,
                "position": place * 10,
            },
        )


class Migration(migrations.Migration):
    """Fill the letters."""

    dependencies = [("complaints", "0002_categories")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]
