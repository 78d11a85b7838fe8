//! `TRYBUILD=overwrite cargo test -p restruct-ui-tests` writes the `.stderr` files anew; read the difference.

#[test]
fn each_fault_has_its_message() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/fail/*.rs");
}
