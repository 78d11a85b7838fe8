//! The resources over the tables of the guide's page on existing databases, which shows them as they are.

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(table = "People", path = "people", rename_all = "camelCase", access(public), sort(full_name))]
pub struct Person {
    #[resource(id(client), column = "PersonID")]
    pub id: i32,
    #[resource(column = "FullName", filter, sort)]
    #[validate(length(max = 60))]
    pub full_name: String,
    #[resource(column = "BossID")]
    pub boss_id: Option<i32>,
    pub boss: BelongsTo<Person>,
    #[resource(foreign_key = boss_id)]
    pub team: HasMany<Person>,
    #[resource(foreign_key = skipper_id)]
    pub voyages: HasMany<Voyage>,
    #[resource(through = PersonLicence, far_key = licence_code)]
    pub licences: HasMany<Licence>,
}

#[derive(Clone, Debug, Resource)]
#[resource(table = "Licence", access(read = public), sort(code))]
pub struct Licence {
    #[resource(id, column = "LicenceCode", filter)]
    #[validate(length(max = 8))]
    pub code: String,
    #[resource(column = "Meaning")]
    #[validate(length(max = 80))]
    pub meaning: String,
}

/// Its column `Since` is left to its default.
#[derive(Clone, Debug, Resource)]
#[resource(table = "PersonLicences", access(read = public))]
pub struct PersonLicence {
    #[resource(id(client), column = "PersonID")]
    pub person_id: i32,
    #[resource(id, column = "LicenceCode")]
    #[validate(length(max = 8))]
    pub licence_code: String,
    pub person: BelongsTo<Person>,
    #[resource(foreign_key = licence_code)]
    pub licence: BelongsTo<Licence>,
}

#[derive(Clone, Debug, Resource)]
#[resource(table = "Harbour", rename_all = "camelCase", access(read = public), sort(name))]
pub struct Harbour {
    #[resource(id, column = "HarbourCode", column_type = "char(3)")]
    #[validate(length(equal = 3))]
    pub code: String,
    #[resource(column = "HarbourName", filter, sort)]
    #[validate(length(max = 60))]
    pub name: String,
    #[resource(foreign_key = home_harbour)]
    pub boats: HasMany<Boat>,
}

#[derive(Clone, Debug, Resource)]
#[resource(table = "Boat", rename_all = "camelCase", access(read = public), sort(name))]
pub struct Boat {
    #[resource(id(client), column = "BoatID")]
    pub id: i32,
    #[resource(column = "BoatName", filter, sort, unique)]
    #[validate(length(max = 40))]
    pub name: String,
    #[resource(column = "HomeHarbour", column_type = "char(3)")]
    #[validate(length(equal = 3))]
    pub home_harbour: String,
    #[resource(foreign_key = home_harbour)]
    pub harbour: BelongsTo<Harbour>,
    #[resource(column = "DailyRate", decimal(8, 2), filter, sort)]
    pub daily_rate: Decimal,
    pub voyages: HasMany<Voyage>,
}

#[derive(Clone, Debug, Resource)]
#[resource(table = "Voyages", rename_all = "camelCase", access(public), sort(-left_at))]
pub struct Voyage {
    #[resource(id(client), column = "BoatID")]
    pub boat_id: i32,
    #[resource(id(client), column = "VoyageNo")]
    pub voyage_no: i32,
    pub boat: BelongsTo<Boat>,
    #[resource(column = "SkipperID")]
    pub skipper_id: i32,
    pub skipper: BelongsTo<Person>,
    #[resource(column = "MateID")]
    pub mate_id: Option<i32>,
    #[resource(on_delete = set_null)]
    pub mate: BelongsTo<Person>,
    #[resource(column = "LeftAt", filter, sort)]
    pub left_at: NaiveDateTime,
    #[resource(foreign_key(boat_id, voyage_no))]
    pub legs: HasMany<Leg>,
}

#[derive(Clone, Debug, Resource)]
#[resource(table = "VoyageLegs", rename_all = "camelCase", access(public))]
pub struct Leg {
    #[resource(id(client), column = "BoatID")]
    pub boat_id: i32,
    #[resource(id(client), column = "VoyageNo")]
    pub voyage_no: i32,
    #[resource(id(client), column = "LegNo")]
    pub leg_no: i32,
    #[resource(foreign_key(boat_id, voyage_no), on_delete = cascade)]
    pub voyage: BelongsTo<Voyage>,
    #[resource(column = "ToHarbour", column_type = "char(3)")]
    #[validate(length(equal = 3))]
    pub to_harbour: String,
    #[resource(foreign_key = to_harbour)]
    pub harbour: BelongsTo<Harbour>,
    #[resource(column = "Miles", decimal(6, 1), filter, sort)]
    pub miles: Decimal,
}
