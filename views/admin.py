"""The panel: the Admin object and every view in it."""

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Theme

import models
from rules.wording import Dutch, told
from views import agenda, layout, substitutions
from views.account import AccountView
from views.administration import CalendarView, CategoryView, MandateView, UnitView
from views.audit import AuditView
from views.breaches import BreachView
from views.calculator import CalculatorView
from views.check import CheckView
from views.committees import CommitteeView, MemberView, TieView
from views.complaints import ComplaintView
from views.conducts import ConductView
from views.contacts import ContactView
from views.dashboards import DashboardView
from views.destruction import DestructionView
from views.duties import DutyView
from views.emergency import EmergencyView
from views.hearings import HearingView
from views.law_terms import TermView
from views.letters import LetterView
from views.locks import LockView
from views.mail import MailView
from views.practice import PracticeView
from views.preferences import PreferencesView
from views.privacy import PrivacyView
from views.recommendations import RecommendationView
from views.register import RegisterView
from views.reports import ReportView
from views.roles import RoleView
from views.search import SearchView
from views.settings import SettingView
from views.substitutions import SubstitutionView
from views.templates import TemplateView
from views.text_blocks import TextBlockView
from views.users import UserView
from views.worklist import Worklist

MORE: Dutch = "Meer"


VIEWS = (
    # view, table, address, group in the menu
    (DutyView, models.Duty, "duty", None),
    (ComplaintView, models.Complaint, "complaint", None),
    (ReportView, models.Complaint, "report", None),
    (LetterView, models.Letter, "letter", None),
    (RegisterView, models.Complaint, "register", MORE),
    (HearingView, models.Hearing, "hearing", MORE),
    (RecommendationView, models.Recommendation, "recommendation", MORE),
    (ContactView, models.Contact, "contact", MORE),
    (ConductView, models.Conduct, "conduct", MORE),
    (CommitteeView, models.Committee, "committee", MORE),
    (MemberView, models.CommitteeMember, "member", MORE),
    (TieView, models.Tie, "tie", MORE),
    (TemplateView, models.LetterTemplate, "template", MORE),
    (TextBlockView, models.TextBlock, "text_block", MORE),
    (UserView, models.User, "user", MORE),
    (RoleView, models.Role, "role", MORE),
    (SubstitutionView, models.Substitution, "substitution", MORE),
    (UnitView, models.Unit, "unit", MORE),
    (CategoryView, models.Category, "category", MORE),
    (CalendarView, models.CalendarDay, "calendar", MORE),
    (MandateView, models.Mandate, "mandate", MORE),
    (SettingView, models.Setting, "setting", MORE),
    (MailView, models.Mail, "mail", MORE),
    (LockView, models.DavLock, "lock", MORE),
    (DestructionView, models.Destruction, "destruction", MORE),
    (PrivacyView, models.DataRequest, "privacy", MORE),
    (BreachView, models.DataBreach, "breach", MORE),
    (EmergencyView, models.EmergencyAccess, "emergency", MORE),
    (AuditView, models.AuditEvent, "audit", MORE),
)


def init_app(app: Flask) -> None:
    layout.init_app(app)
    # A theme without a folder: of Flask-Admin's own templates none can be reached.
    admin = Admin(
        name=told("Klachtbehandeling"),
        index_view=Worklist(),
        theme=Theme(folder="none", base_template="admin/base.html"),
    )
    for view, model, endpoint, category in VIEWS:
        admin.add_view(view(model, endpoint=endpoint, category=category))
    admin.add_view(
        DashboardView(name=told("Dashboard"), endpoint="dashboard", url="/admin/dashboard")
    )
    admin.add_view(
        CalculatorView(
            name=told("Termijnen berekenen"),
            endpoint="calculator",
            url="/admin/calculator",
            category=MORE,
        )
    )
    admin.add_view(SearchView(name=told("Zoeken"), endpoint="search", url="/admin/search"))
    admin.add_view(
        TermView(
            name=told("Termijnen van de wet"), endpoint="term", url="/admin/term", category=MORE
        )
    )
    admin.add_view(
        CheckView(name=told("Zelfcontrole"), endpoint="check", url="/admin/check", category=MORE)
    )
    admin.add_view(
        PracticeView(
            name=told("Oefenen"), endpoint="practice", url="/admin/practice", category=MORE
        )
    )
    admin.add_view(
        agenda.AgendaView(
            name=told("Mijn agenda"), endpoint="agenda", url="/admin/agenda", category=MORE
        )
    )
    admin.add_view(
        PreferencesView(name="Mijn voorkeuren", endpoint="preferences", url="/admin/preferences")
    )
    admin.add_view(AccountView(name="Mijn account", endpoint="account", url="/admin/account"))
    admin.init_app(app)
    agenda.init_app(app)
    substitutions.init_app(app)
