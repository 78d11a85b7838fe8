use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;

use super::{code, passes, text};
use crate::{descriptor::Check, validation::check};

#[test]
fn e_mail_addresses() {
    for address in
        ["a@b", "first.last+tag@example.com", "a@müller.de", "a@[127.0.0.1]", "a@[::1]", "!#$%&'*+/=?^_`{|}~-@x.y"]
    {
        assert!(passes(&Check::Email, &text(address)), "{address}");
    }
    let long = format!("{}@x.y", "a".repeat(65));
    let refused = [
        "",
        "@",
        "a",
        "a@",
        "@b",
        "a b@c",
        "a@b c",
        "a@b\n",
        "\ta@b",
        "a@x y<script>[127.0.0.1]",
        "a@x[127.0.0.1]",
        "a@[[127.0.0.1]",
        "a@[300.0.0.1]",
        "a@exa\u{ad}mple.com",
        "a@exa\u{200b}mple.com",
        "a@-b.com",
        "a@b..c",
        "é@b.com",
        &long,
    ];
    for address in refused {
        assert_eq!(code(&Check::Email, &text(address)).as_deref(), Some("bad_format"), "{address:?}");
    }
}

#[test]
fn urls() {
    for url in [
        "http://a",
        "https://example.com:8080/a?b=c#d",
        "HTTPS://Example.com",
        "https://user@host/",
        "http://[::1]/",
        "https://de.wikipedia.org/wiki/Käse",
    ] {
        assert!(passes(&Check::Url, &text(url)), "{url}");
    }
    let refused = [
        "",
        "example.com",
        "/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a",
        "file:///etc/passwd",
        "http:a",
        "http:/a",
        "http://",
        "http:///a",
        "http://?a",
        "https://a b",
        " http://a",
        "http://a ",
        "ht\ntp://a",
        "http://a\n",
        "http://a/\u{202e}b",
        "http:\\\\a",
        "https://a/<script>",
        "https://a/\"",
        "http://a:99999",
        "http://a/b>c",
        "http://a/b`c",
        "http://a/{b",
        "http://a/b|c",
        "http://a/b^c",
        "http://[::1",
        "https://exa mple.com",
        "é://a",
    ];
    for url in refused {
        assert_eq!(code(&Check::Url, &text(url)).as_deref(), Some("bad_format"), "{url:?}");
    }
}

#[test]
fn ip_addresses() {
    let cases = [("127.0.0.1", true, false), ("::1", false, true), ("::ffff:1.2.3.4", false, true)];
    for (address, v4, v6) in cases {
        assert!(passes(&Check::Ip, &text(address)));
        assert_eq!((passes(&Check::IpV4, &text(address)), passes(&Check::IpV6, &text(address))), (v4, v6), "{address}");
    }
    for address in ["", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", ":::1", "127.0.0.1:80"] {
        assert_eq!(code(&Check::Ip, &text(address)).as_deref(), Some("bad_format"), "{address}");
    }
}

#[test]
fn cards() {
    for number in ["4539571147647251", "343380440754432", "6011000990139424"] {
        assert!(passes(&Check::CreditCard, &text(number)), "{number}");
    }
    for number in [
        "",
        "0",
        "5236313877109141",
        "4539571147647252",
        "4539 5711 4764 7251",
        "zduhefljsdfKJKJZHUI",
        "٤٥٣٩٥٧١١٤٧٦٤٧٢٥١",
        "000000000000000000000",
    ] {
        assert!(!passes(&Check::CreditCard, &text(number)), "{number}");
    }
}

#[test]
fn parts_patterns_and_control_characters() {
    static LETTERS: LazyLock<regex::Regex> = LazyLock::new(|| regex::Regex::new("^[a-z]+$").unwrap());
    let regex = Check::Regex(|| &LETTERS);
    assert!(passes(&regex, &text("abc")));
    let finding = check(&regex, &text("ABC")).unwrap_err();
    assert_eq!((&*finding.code, &finding.params[0]), ("no_match", &("pattern".into(), json!("^[a-z]+$"))));

    assert!(passes(&Check::Contains("b"), &text("abc")));
    assert_eq!(code(&Check::Contains("x"), &text("abc")).as_deref(), Some("no_match"));
    assert!(passes(&Check::DoesNotContain("x"), &text("abc")));
    assert_eq!(code(&Check::DoesNotContain("b"), &text("abc")).as_deref(), Some("no_match"));
    assert!(passes(&Check::NonControlCharacter, &text("a b\u{a0}é")));
    assert_eq!(code(&Check::NonControlCharacter, &text("a\nb")).as_deref(), Some("bad_format"));
}

proptest! {
    #[test]
    fn no_text_makes_a_rule_panic(subject in any::<String>()) {
        for rule in [Check::Email, Check::Url, Check::Ip, Check::CreditCard, Check::NonControlCharacter] {
            let _ = check(&rule, &text(&subject));
        }
    }
}
