//! Every code that an answer can carry. They are stable: programs and translations depend on them.

macro_rules! codes {
    ($($name:ident = $code:literal, $status:literal, $meaning:literal;)*) => {
        $(
            #[doc = $meaning]
            pub const $name: &str = $code;
        )*

        /// Code, status and meaning of each, for the reference page. A code that is said of one field among several
        /// has the status of the whole answer.
        pub const CODES: &[(&str, u16, &str)] = &[$(($code, $status, $meaning),)*];
    };
}

codes! {
    // Of one place in the body.
    REQUIRED = "required", 422, "The field must be given.";
    UNKNOWN_FIELD = "unknown_field", 422, "There is no such field, or it is not on the wire.";
    READ_ONLY = "read_only", 422, "The server sets the field; a client may send it back only as it is stored.";
    IMMUTABLE = "immutable", 422, "The field is set at creation and never after.";
    NULL_NOT_ALLOWED = "null_not_allowed", 422, "The field cannot be null.";
    WRONG_TYPE = "wrong_type", 422, "The value has another JSON type than the field.";
    DUPLICATE_KEY = "duplicate_key", 422, "The object has the same key twice.";
    TOO_SHORT = "too_short", 422, "The text or the bytes are shorter than allowed.";
    TOO_LONG = "too_long", 422, "The text or the bytes are longer than allowed.";
    TOO_SMALL = "too_small", 422, "The number is below what is allowed or can be stored.";
    TOO_LARGE = "too_large", 422, "The number is above what is allowed or can be stored.";
    BAD_FORMAT = "bad_format", 422, "The value does not have the form that the field asks for.";
    NO_MATCH = "no_match", 422, "The value does not match a pattern, a needed part, or the other field.";
    NOT_A_CHOICE = "not_a_choice", 422, "The value is not one of the choices.";
    NOT_UNIQUE = "not_unique", 409, "Another row has the value already.";
    IN_USE = "in_use", 409, "Other rows refer to this one.";
    CONFLICT = "conflict", 409, "What is stored has changed meanwhile.";
    INVALID = "invalid", 422, "The request is refused for the reasons in `errors`; or a value is, by a rule of its type.";
    // Of one query parameter.
    UNKNOWN_PARAMETER = "unknown_parameter", 400, "There is no such parameter.";
    REPEATED_PARAMETER = "repeated_parameter", 400, "The parameter is given more than once.";
    BAD_VALUE = "bad_value", 400, "The parameter's value is not of its type.";
    NOT_ALLOWED = "not_allowed", 400, "The parameter, or what it names, is not allowed here.";
    BAD_CURSOR = "bad_cursor", 400, "The cursor is broken, or made for another sort or other filters.";
    TOO_MANY = "too_many", 400, "More parameters than are taken.";
    TOO_MANY_FILTERS = "too_many_filters", 400, "More filters than are taken.";
    TOO_MANY_VALUES = "too_many_values", 400, "More values of an `in` or `not_in` than are taken.";
    TOO_MANY_TERMS = "too_many_terms", 400, "More words of a `search` than are taken.";
    TOO_MANY_CHARACTERS = "too_many_characters", 400, "A text to look for is longer than is taken.";
    TOO_MANY_PATHS = "too_many_paths", 400, "More paths of an `expand` than are taken.";
    TOO_MANY_ROWS = "too_many_rows", 400, "An answer would have more rows than are given.";
    TOO_MANY_SORT_KEYS = "too_many_sort_keys", 400, "More fields of a `sort` than are taken.";
    // Of the whole request.
    MALFORMED = "malformed", 400, "The request cannot be read.";
    UNAUTHORIZED = "unauthorized", 401, "Nobody is signed in.";
    FORBIDDEN = "forbidden", 403, "The caller may not do this.";
    NOT_FOUND = "not_found", 404, "There is no such thing, or the caller may not see it; 422 for what a field refers to.";
    METHOD_NOT_ALLOWED = "method_not_allowed", 405, "The path has other methods, named by `Allow`.";
    REQUEST_TIMEOUT = "request_timeout", 408, "The body did not come to its end in time.";
    PAYLOAD_TOO_LARGE = "payload_too_large", 413, "The body is larger than the server takes.";
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type", 415, "The body's media type is not taken here.";
    INTERNAL = "internal", 500, "A fault of the server; its log tells more.";
    UNAVAILABLE = "unavailable", 503, "The server or its database cannot answer now; `Retry-After` says when to ask again.";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::CODES;

    #[test]
    fn codes_are_distinct_snake_case_words_with_a_meaning() {
        let mut seen = HashSet::new();
        for (code, status, meaning) in CODES {
            assert!(seen.insert(code), "{code} twice");
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{code}");
            assert!((400..600).contains(status), "{code}");
            assert!(meaning.ends_with('.'), "{code}");
        }
    }

    #[test]
    fn the_promised_codes_are_there() {
        let promised = "required unknown_field read_only immutable null_not_allowed wrong_type duplicate_key too_short \
                        too_long too_small too_large bad_format no_match not_a_choice not_unique not_found in_use \
                        conflict invalid unknown_parameter repeated_parameter bad_value not_allowed bad_cursor too_many";
        for word in promised.split_whitespace() {
            assert!(CODES.iter().any(|(code, ..)| *code == word), "{word}");
        }
    }
}
