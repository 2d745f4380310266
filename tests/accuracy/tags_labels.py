"""Which themes answer to which label of a coded collection, and the plain baseline: one obvious pattern a label.

(themes, pattern) by label. A label of several codes is written with '|'. Themes count with all that is below them, those written
with '=' for themselves only.
The pattern is what one would type first; it is matched without case from the beginning of a word.
"""

UPR = {
    "Women's rights": (["women"], r"women|woman"),
    "Rights of the Child": (["children"], r"child"),
    "Torture and other CID treatment": (["torture"], r"torture"),
    "International instruments": (["treaty-ratification"], r"ratif"),
    "Detention": (["detention-conditions"], r"detention|prison"),
    "Justice": (["judiciary", "trials", "rule-of-law"], r"justice"),
    "Right to education": (["education"], r"education"),
    "Labour": (["labour"], r"labour|work"),
    "Minorities": (["minorities"], r"minorit"),
    "Death penalty": (["death-penalty"], r"death penalty"),
    "Migrants": (["migrants"], r"migrant"),
    "Human rights education and training": (["human-rights-education"], r"training|human rights education"),
    "Special procedures": (["special-procedures"], r"special procedures"),
    "Trafficking": (["trafficking"], r"trafficking"),
    "Racial discrimination": (["racial-discrimination"], r"racial|racism"),
    "NHRI": (["ombudsman"], r"ombudsman|national human rights institution|paris principles|human rights commission|national institution|independent"),
    "Disabilities": (["disabilities"], r"disabilit"),
    "Treaty bodies": (["treaty-bodies"], r"treaty bod"),
    "ESC rights - general": (["economic-social-cultural-rights"], r"economic, social and cultural"),
    "Freedom of opinion and expression": (["freedom-of-expression"], r"freedom of expression"),
    "Right to health": (["health"], r"health"),
    "Technical assistance and cooperation": (["capacity-building"], r"technical assistance"),
    "Freedom of religion and belief": (["freedom-of-religion"], r"religio"),
    "Sexual Orientation and Gender Identity": (["sexual-orientation"], r"sexual orientation"),
    "Freedom of the press": (["media"], r"journalist|press|media"),
    "Poverty": (["poverty"], r"poverty"),
    "Enforced disappearances": (["enforced-disappearances"], r"disappearance"),
    "Civil society": (["civil-society"], r"civil society"),
    "Development": (["development"], r"development"),
    "Indigenous peoples": (["indigenous-peoples"], r"indigenous"),
    "Asylum-seekers - refugees": (["refugees", "asylum"], r"refugee|asylum"),
    "Freedom of association and peaceful assembly": (["freedom-of-assembly"], r"assembly|association"),
    "Human rights defenders": (["human-rights-defenders"], r"defenders"),
    "Impunity": (["impunity"], r"impunity"),
    "HIV - Aids": (["hiv"], r"hiv|aids"),
    "Extrajudicial executions": (["extrajudicial-killings"], r"extrajudicial"),
    "Right to food": (["food"], r"food"),
    "Elections": (["elections"], r"election"),
    "Corruption": (["corruption"], r"corruption"),
    "Right to housing": (["housing"], r"housing"),
    "Internally displaced persons": (["displaced-persons"], r"displaced"),
    "Right to land": (["land"], r"land"),
    "Environment": (["environment"], r"environment"),
    "Counter-terrorism": (["terrorism"], r"terroris"),
    "Right to water": (["water"], r"water"),
    "National plan of action": (["national-plan-of-action"], r"plan of action|action plan"),
}

# The nine that the project promises, then others. Power-sharing is shared government (Shagov) and rebels taken into the government
# (Intgov): both divide posts between the parties. Shaloc, power shared in a region, is a territorial provision in that coding and an
# interim government (Interrim) need not be shared: neither is in.
UCDP = {
    "Recon": (["=reconciliation", "national-reconciliation", "truth-commission"], r"reconciliation"),
    "Aut|Fed|Locgov": (["autonomy", "federalism", "local-government", "territorial-power-sharing"], r"autonom|federal|local government"),
    "Amn": (["amnesty"], r"amnesty"),
    "Return": (["refugee-return"], r"refugee|return"),
    "cease": (["ceasefire"], r"cease-?fire"),
    "Elections": (["elections"], r"election"),
    "DDR": (["ddr"], r"disarm"),
    "Intgov|Shagov": (["power-sharing"], r"power-?sharing"),
    "pris": (["prisoners"], r"prisoner"),
}
UCDP_OTHER = {
    "pp": (["political-parties"], r"political part"),
    "Intarmy": (["military-integration"], r"integrat"),
    "Withd": (["foreign-troops"], r"withdraw"),
    "PKO": (["peacekeeping"], r"peace-?keep"),
    "Interrim": (["interim-government"], r"interim|transitional"),
    "Cul": (["culture"], r"cultur"),
    "Demarcation": (["borders"], r"border|demarcation"),
    "Regdev": (["regional-development"], r"development"),
}

# A label takes the themes of all its codes. TjNR stands on agreements between tribes, towns and states as well as on national ones, so it
# is reconciliation at every level, but not dialogue. HrGen is human rights and the rule of law in general, GRa covers race and
# ethnic groups and their protection from discrimination, LaNom the rights of herders and nomads, Wat water, Terps territorial
# power-sharing. StRef, a referendum, is no territorial power and stands in no label. The plain pattern names what the codes name, too.
PAX = {
    "TjNR": (["=reconciliation", "national-reconciliation", "local-reconciliation"], r"reconciliation"),
    "HrNi": (["ombudsman"], r"ombudsman|human rights commission"),
    "Terps|TpsSub|TpsLoc|TpsAut|TpsOth": (["territorial-power-sharing"], r"autonom|federal"),
    "TjAm": (["amnesty"], r"amnesty"),
    "GRef": (["refugees"], r"refugee"),
    "Ce": (["ceasefire"], r"cease-?fire"),
    "Ele": (["elections"], r"election"),
    "SsrDdr": (["ddr"], r"disarm"),
    "Polps|Eps|Mps|Terps": (["power-sharing", "territorial-power-sharing"], r"power-?sharing|autonom|federal"),
    "TjPrire": (["prisoners"], r"prisoner"),
    "GeWom": (["women"], r"women"),
    "GCh": (["children"], r"child"),
    "GDis": (["disabilities"], r"disab"),
    "GInd": (["indigenous-peoples"], r"indigenous"),
    "GRa": (["minorities", "racial-discrimination"], r"minorit|ethnic"),
    "Cons|ConGen|ConRen": (["constitution"], r"constitution"),
    "SsrPol": (["police"], r"police"),
    "ImPK": (["peacekeeping"], r"peace-?keep"),
    "Med": (["media"], r"media"),
    "Civso": (["civil-society"], r"civil society"),
    "TjRep|TjVic": (["reparations"], r"reparation"),
    "LaRef|LaNom": (["land"], r"land|pastoral|nomad"),
    "NatRes|Wat": (["natural-resources", "water"], r"natural resource|water"),
    "Cor": (["corruption"], r"corruption"),
    "PolPar": (["political-parties"], r"political part"),
    "HrGen": (["=human-rights", "=rule-of-law"], r"human rights|rule of law"),
    "SsrFf": (["foreign-troops"], r"foreign"),
}

# (themes of the mission's own activity, themes of the topic, pattern)
PACT = {
    "PoliceReform": (["mission-police"], ["police"], r"police"),
    "Operations_PatrolsInterventions": (["mission-patrols"], ["peacekeeping"], r"patrol"),
    "StateAdministration": (["mission-state-administration"], ["state-building", "local-government"], r"administration"),
    "HumanRights": (["mission-human-rights"], ["human-rights"], r"human rights"),
    "JusticeSectorReform": (["mission-justice"], ["judiciary"], r"judicia|court"),
    "Demilitarization": (["mission-demilitarisation"], ["demilitarisation"], r"demilitar|weapons"),
    "ElectionAssistance": (["mission-elections"], ["elections"], r"election"),
    "RefugeeAssistance": (["mission-refugees"], ["refugees"], r"refugee"),
    "HumanitarianRelief": (["mission-humanitarian"], ["humanitarian-assistance"], r"humanitarian"),
    "BorderControl": (["mission-borders"], ["borders"], r"border"),
    "PrisonReform": (["mission-prisons"], ["detention-conditions"], r"prison"),
    "CivilSocietyAssistance": (["mission-civil-society"], ["civil-society"], r"civil society"),
    "MilitaryReform": (["mission-military-reform"], ["army-reform"], r"army|armed forces"),
    "Gender": (["mission-gender"], ["women"], r"gender|women"),
}
