use sqlx::postgres::PgDatabaseError;

use crate::database::Fault;

/// By the SQLSTATE, <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
pub fn classify(error: &PgDatabaseError) -> Fault {
    let table = || error.table().map(str::to_owned);
    let constraint = || error.constraint().map(str::to_owned);
    match error.code() {
        // unique_violation, exclusion_violation
        "23505" | "23P01" => Fault::Unique { table: table(), constraint: constraint(), columns: Vec::new() },
        // foreign_key_violation
        "23503" => Fault::ForeignKey { table: table(), constraint: constraint() },
        // check_violation
        "23514" => Fault::Check { table: table(), constraint: constraint().unwrap_or_default() },
        // not_null_violation
        "23502" => Fault::NotNull { table: table(), column: error.column().unwrap_or_default().to_owned() },
        // program_limit_exceeded; it names the index unless the text is longer than any index could hold
        "54000" => Fault::BeyondIndex { table: table(), index: constraint() },
        // feature_not_supported
        "0A000" if error.routine() == Some("RevalidateCachedQuery") => Fault::StalePlan,
        code => from_code(code),
    }
}

fn from_code(code: &str) -> Fault {
    match code {
        // restrict_violation: ON DELETE RESTRICT, from PostgreSQL 18 on
        "23001" => Fault::InUse,
        // string_data_right_truncation
        "22001" => Fault::TooLong,
        // numeric_value_out_of_range, datetime_field_overflow
        "22003" | "22008" => Fault::OutOfRange,
        // character_not_in_repertoire; untranslatable_character: `\u0000` in jsonb
        "22021" | "22P05" => Fault::BadText,
        // serialization_failure, deadlock_detected, lock_not_available, query_canceled
        "40001" | "40P01" | "55P03" | "57014" => Fault::Busy,
        // read_only_sql_transaction
        "25006" => Fault::ReadOnly,
        // disk_full
        "53100" => Fault::Full,
        // admin_shutdown, crash_shutdown, idle_in_transaction_session_timeout, idle_session_timeout: this session is over
        "57P01" | "57P02" | "57P05" | "25P03" => Fault::ConnectionLost,
        // insufficient_resources, operator_intervention, connection_exception, system_error, invalid authorization, no
        // such database
        _ if ["53", "57P", "08", "58", "28", "3D000"].iter().any(|class| code.starts_with(class)) => Fault::Unavailable,
        _ => Fault::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_fault() {
        for (code, fault) in [
            ("23001", Fault::InUse),
            ("22001", Fault::TooLong),
            ("22003", Fault::OutOfRange),
            ("22021", Fault::BadText),
            ("22P05", Fault::BadText),
            ("40001", Fault::Busy),
            ("40P01", Fault::Busy),
            ("55P03", Fault::Busy),
            ("57014", Fault::Busy),
            ("25006", Fault::ReadOnly),
            ("53100", Fault::Full),
            ("53300", Fault::Unavailable),
            ("57P01", Fault::ConnectionLost),
            ("57P03", Fault::Unavailable),
            ("08006", Fault::Unavailable),
            ("28P01", Fault::Unavailable),
            ("28000", Fault::Unavailable),
            ("3D000", Fault::Unavailable),
            // Of a statement; where a connection is made it means that the database takes none.
            ("55000", Fault::Other),
            ("42601", Fault::Other),
            ("25P02", Fault::Other),
            ("22P02", Fault::Other),
        ] {
            assert_eq!(from_code(code), fault, "{code}");
        }
    }
}
