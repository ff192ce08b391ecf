"""What every installation has before anyone works in it; nothing that is there is touched."""


def prepare() -> None:
    """Roles and rights, departments, categories, and a template for each kind of letter."""
    from operations import clock, reference, templates
    from queries.actors import system

    actor = system(clock.today())
    reference.ensure(actor)
    templates.install(actor)
