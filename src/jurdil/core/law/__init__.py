"""The law engine: what the law says to a report, and when each limit of time ends. It knows no country.

What others call, and what they get:

    facts.parse_facts(mapping, law.vocabulary, now=, default_zone=)  -> Facts            raises BadFacts
    qualify.qualify(law, facts, calendar, overrides=())              -> Qualification    (results.py)
    qualify.report_clocks(law, facts, calendar)                      -> (Clock, …)
    requirements.readiness(law, facts, clock)                        -> Readiness
    what_if.what_if(law, raw_facts, change, calendar)                -> (Difference, …)
    deadlines.compute(law, rule, anchor, calendar, office, on=)      -> Clock            raises LawNotFound
    deadlines.reading / changed / changed_reading                    two readings of one clock side by side
    clock_text.explain(law, clock, lang)                             -> str
    routing.route(law, opened, regime, day)                          -> (TrackRoute, …)
    audiences.know_the_rules(law, audience, day)                     -> KnowTheRules
    diff.diff(law, day, day), check.check_law(law), cases.run_case(law, case, calendar)
    as_json.qualification_json / clock_json                          the shapes of the command line

The way through: `parse` reads a country's folder into `model`; `in_force` picks the row of a day; `leaves` asks the
facts, `conditions` joins the answers; `qualify` weighs provision by provision; `wording` gives reasons in words.
`adapters.law_files` reads the files, `adapters.holidays_seed` the days off.
"""
