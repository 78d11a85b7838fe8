//! Which rows each filter and each search leaves.

use restruct_tests::{answer, check, get, head, on_each_database};

use super::{books, fill, found};

const FILTERS: &[(&str, &[i64])] = &[
    // Texts, by code point.
    ("title=Zebra", &[4]),
    ("title__eq=zebra", &[]),
    ("title__ne=Zebra", &[1, 2, 3]),
    ("title__gt=Zebra", &[2]),
    ("title__gte=Zebra", &[2, 4]),
    ("title__lt=Red%20chair", &[3]),
    ("title__lte=Red+chair", &[1, 3]),
    ("title__iexact=zEBRA", &[4]),
    ("title__contains=chair", &[1]),
    ("title__contains=RED", &[]),
    ("title__icontains=RED", &[1, 2]),
    ("title__startswith=red", &[2]),
    ("title__istartswith=red", &[1, 2]),
    ("title__endswith=%22", &[2]),
    ("title__iendswith=%5cb", &[3]),
    // What patterns have a meaning for.
    ("title__contains=%25", &[3]),
    ("title__contains=_", &[3]),
    ("title__contains=%5c", &[3]),
    ("title__icontains=%25%20WOOL_", &[3]),
    ("title__startswith=%25", &[]),
    ("title__iexact=_ebra", &[]),
    ("title__contains=*", &[]),
    // Lists.
    ("title__in=Zebra", &[4]),
    ("title__in=Red+chair,Zebra", &[1, 4]),
    ("title__in=%22red,+%22%22table%22%22%22,Zebra", &[2, 4]),
    ("title__in=%22Zebra%22%2CRed%20chair", &[1, 4]),
    ("title__in=Zebra,+Red+chair", &[4]),
    ("title__not_in=%22red,+%22%22table%22%22%22,Zebra", &[1, 3]),
    // Null, and the empty text.
    ("subTitle=", &[2]),
    ("subTitle__ne=", &[1, 3, 4]),
    ("subTitle__isnull=true", &[1]),
    ("subTitle__isnull=false", &[2, 3, 4]),
    ("subTitle__in=%22%22,chairs", &[2, 4]),
    ("subTitle__not_in=chairs", &[1, 2, 3]),
    ("subTitle__gte=", &[2, 3, 4]),
    ("subTitle__icontains=RED", &[3]),
    ("subTitle__iexact=", &[2]),
    // Numbers.
    ("isNew=true", &[1, 3]),
    ("isNew__ne=true", &[2, 4]),
    ("isNew__in=true,false", &[1, 2, 3, 4]),
    ("rating__gte=1", &[1, 4]),
    ("rating__lt=1", &[3]),
    ("rating__isnull=true", &[2]),
    ("pages=10", &[1, 4]),
    ("pages__lt=-4", &[2]),
    ("pages__in=300,-5", &[2, 3]),
    ("copies=4294967295", &[2]),
    ("copies__lte=7", &[1, 3, 4]),
    ("copies__not_in=0,7", &[2]),
    ("share=0.1", &[1]),
    ("share__lt=0.1", &[3]),
    ("share__gte=5e-1", &[2, 4]),
    ("weight=0.1", &[1]),
    ("weight__gt=1e299", &[2]),
    ("weight__lte=-0.25", &[3]),
    ("price=12.5", &[1, 4]),
    ("price=12.50", &[1, 4]),
    ("price__ne=12.5", &[2, 3]),
    ("price__lt=0", &[3]),
    ("price__gte=-0.01", &[1, 3, 4]),
    ("price__isnull=true", &[2]),
    ("id__in=3,1", &[1, 3]),
    // Keys and times.
    ("uid=0198C3F2-0000-7000-8000-000000000002", &[2]),
    ("uid__gt=0198c3f2-0000-7000-8000-000000000002", &[3, 4]),
    ("sentAt=2026-03-01T10:00:00Z", &[1]),
    ("sentAt=2026-03-01T10:00:00+00:00", &[1]),
    ("sentAt=2026-03-01T15:30:00+05:30", &[1]),
    ("sentAt=2026-03-01T15:30:00%2B05:30", &[1]),
    ("sentAt=2026-03-01T15:30:00%2005:30", &[1]),
    ("sentAt__in=2026-03-01T15:30:00+05:30,2026-03-01T10:00:00%2B05:30", &[1, 4]),
    ("sentAt__gt=2026-03-01T05:00:00-05:00", &[2]),
    ("sentAt__lte=2026-03-01T04:30:00.000000Z", &[3, 4]),
    ("opensAt=2026-03-01T10:00:00", &[1]),
    ("opensAt__gte=2026-03-01T10:00:00.5", &[2]),
    ("day=2026-03-01", &[1, 4]),
    ("day__ne=2026-03-01", &[2, 3]),
    ("day__isnull=true", &[3]),
    ("time__gt=10:00:00", &[2, 4]),
    ("time__lt=00:00:00.000001", &[3]),
    // Choices, and a type of our own, whose values have one form.
    ("stage=in_print", &[1, 3]),
    ("stage__ne=in_print", &[2, 4]),
    ("stage__in=%22none,+yet%22,sold_out", &[2, 4]),
    ("stage__not_in=sold_out", &[1, 3, 4]),
    ("code=ab-1", &[1]),
    ("code__in=ab-1,AB-2", &[1, 2]),
    ("code__gt=ab-2", &[3, 4]),
    ("code__contains=-", &[1, 2, 3, 4]),
    ("code__contains=b", &[]),
    ("code__istartswith=ab", &[1, 2, 4]),
    ("document__isnull=true", &[2, 3]),
    ("cover__isnull=false", &[2]),
    // Fields that are called like parameters.
    ("total__eq=7", &[1, 4]),
    ("total__lt=0", &[3]),
    ("search__eq=exact", &[3]),
    ("search__eq=", &[4]),
    ("search__startswith=ex", &[3]),
    ("search__isnull=true", &[2]),
    ("page__eq=20", &[3]),
    ("page__in=1,20", &[1, 3, 4]),
    ("total=none", &[1, 2, 3, 4]),
    ("page=1", &[1, 2, 3, 4]),
    // All together.
    ("total__eq=7&isNew=true", &[1]),
    ("title__gte=R&title__lt=S", &[1]),
    ("search__eq=x&search=chair", &[1]),
    // Searches: each term in some field, in any order.
    ("search=red", &[1, 2, 3]),
    ("search=RED+CHAIR", &[1]),
    ("search=chair", &[1, 4]),
    ("search=chairs+zeb", &[4]),
    ("search=%22red+chair%22", &[1]),
    ("search=%22chair+red%22", &[]),
    ("search=sofa+%22%25+wool%22", &[3]),
    ("search=%22%22%22table%22%22%22", &[2]),
    ("search=_", &[3]),
    ("search=exact", &[]),
];

#[tokio::test]
async fn each_filter_leaves_its_rows() {
    on_each_database(books, async |server| {
        fill(server).await;
        let cases = FILTERS.iter().map(|(query, ids)| (*query, get(format!("/books?{query}&fields=id")), found(ids)));
        check(server, cases).await;
    })
    .await;
}

#[tokio::test]
async fn the_head_of_a_filtered_list_is_that_of_the_list() {
    on_each_database(books, async |server| {
        fill(server).await;
        let path = "/books?title__ne=Zebra&search=red&page_size=1&total=exact";
        let whole = server.send(get(path)).await;
        let told = |name: &str| whole.header(name).map(str::to_owned).unwrap_or_default();
        check(
            server,
            [
                (
                    "a page",
                    head(path),
                    answer(200)
                        .empty()
                        .header("content-type", "application/json")
                        .header("content-length", told("content-length"))
                        .header("link", told("link")),
                ),
                ("fields", head("/books/1?fields=title"), answer(200).empty()),
                ("a filter that is none", head("/books?titel=x"), answer(400).empty()),
                ("a field that is none", head("/books/1?fields=titel"), answer(400).empty()),
            ],
        )
        .await;
    })
    .await;
}
