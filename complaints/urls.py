"""Addresses of complaints, below /complaints/."""

from django.urls import path

from complaints.calls import views as calls
from complaints.cases import bulk_views as bulk
from complaints.cases import views as cases
from complaints.clock import views as clock
from complaints.confidence import views as confidence
from complaints.decisions import views as decisions
from complaints.inbound import views as inbound
from complaints.intake import desk_views as desk
from complaints.investigation import views as investigation
from complaints.letters import views as letters
from complaints.links import views as links
from complaints.messages import views as messages
from complaints.replies import views as replies
from complaints.rubric import views as rubric
from complaints.statutory import views as statutory
from complaints.toldon import views as toldon

app_name = "complaints"
urlpatterns = [
    path("", cases.complaint_list, name="list"),
    path("new/", calls.create, name="create"),
    path("new/known/", calls.known, name="known"),
    path("bulk/", bulk.choose, name="bulk"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", letters.add, name="letter_add"),
    path("letters/<int:pk>/", letters.change, name="letter_change"),
    path("mail/", inbound.mail_list, name="mail_list"),
    path("mail/add/", inbound.mail_add, name="mail_add"),
    path("mail/<int:pk>/", inbound.mail, name="mail"),
    path("mail/<int:pk>/open/", inbound.mail_open, name="mail_open"),
    path("mail/<int:pk>/attach/", inbound.mail_attach, name="mail_attach"),
    path("mail/<int:pk>/discard/", inbound.mail_discard, name="mail_discard"),
    path("mail/<int:pk>/raw/", inbound.mail_raw, name="mail_raw"),
    path("mail/<int:pk>/parts/<int:number>/", inbound.mail_part, name="mail_part"),
    path("rubric/", rubric.rubric, name="rubric"),
    path("rubric/<int:pk>/", rubric.change, name="rubric_change"),
    path("<str:number>/", cases.detail, name="detail"),
    path("<str:number>/mail/", inbound.mail_add, name="case_mail"),
    path("<str:number>/assess/", cases.assess, name="assess"),
    path("<str:number>/edit/", cases.edit, name="edit"),
    path("<str:number>/link/", cases.link, name="link"),
    path("<str:number>/received/", cases.redate, name="redate"),
    path("<str:number>/priority/", cases.priority, name="priority"),
    path("<str:number>/call/", cases.plan_call, name="plan_call"),
    path("<str:number>/clocks/", clock.clocks, name="clocks"),
    path("<str:number>/extend/", statutory.extend, name="extend"),
    path("<str:number>/resume/", cases.resume, name="resume"),
    path("<str:number>/close/", cases.close, name="close"),
    path("<str:number>/reopen/", cases.reopen, name="reopen"),
    path("<str:number>/withdraw/", cases.withdraw, name="withdraw"),
    path("<str:number>/duplicate/", cases.duplicate, name="duplicate"),
    path("<str:number>/acknowledge/", messages.acknowledge, name="acknowledge"),
    path("<str:number>/ask/", messages.ask, name="ask"),
    path("<str:number>/answer/", messages.answer, name="answer"),
    path("<str:number>/message/", messages.message, name="message"),
    path("<str:number>/conversation/", messages.conversation, name="conversation"),
    path("<str:number>/note/", messages.note, name="note"),
    path("<str:number>/undo/<int:pk>/", messages.undo, name="undo"),
    path("<str:number>/tracking/", desk.tracking, name="tracking"),
    path("<str:number>/print/", letters.print_typed, name="letter_print"),
    path("<str:number>/print/<int:pk>/", letters.print_recorded, name="letter_of"),
    path("<str:number>/replies/<int:pk>/", replies.choose, name="choose_reply"),
    path("<str:number>/told-on/", toldon.told_on, name="told_on"),
    path("<str:number>/decide/", decisions.decide, name="decide"),
    path("<str:number>/approve/", decisions.approve, name="approve"),
    path("<str:number>/remedies/<int:pk>/", decisions.settle, name="settle"),
    path("<str:number>/remedies/<int:pk>/result/", decisions.remedy, name="remedy"),
    path("<str:number>/decision/", decisions.versions, name="versions"),
    path("<str:number>/confidential/", confidence.confidential, name="confidential"),
    path("<str:number>/file/", investigation.case_file, name="case_file"),
    path("<str:number>/investigation/", investigation.investigation, name="investigation"),
    path("<str:number>/investigation/why/<int:pk>/move/", investigation.move, name="why_move"),
    path("<str:number>/investigation/<slug:room>/", investigation.add, name="row_add"),
    path("<str:number>/investigation/<slug:room>/<int:pk>/", investigation.change, name="row"),
    path(
        "<str:number>/investigation/<slug:room>/<int:pk>/remove/",
        investigation.remove,
        name="row_remove",
    ),
    path("<str:number>/links/", links.relate, name="relate"),
    path("<str:number>/links/<int:pk>/remove/", links.unrelate, name="unrelate"),
    path("<str:number>/merge/", links.merge, name="merge"),
    path("<str:number>/merge/<int:pk>/undo/", links.unmerge, name="unmerge"),
]
