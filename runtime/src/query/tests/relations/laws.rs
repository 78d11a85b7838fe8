//! What is answered is what the reference says, whatever the rows, the caller and the request.

use proptest::{collection::vec, prelude::*};
use serde_json::Value;

use super::{
    asked::{Page, endpoint, get, list},
    asking::request,
    cells::{Caller, Row, World, create, fill},
    random::{caller, world},
    reference::{MORE, View},
    request::Request,
    resources::descriptors,
    tables::TABLES,
};
use crate::{
    database::Database,
    query::tests::{answer::same, databases::on_random, question::encode},
};

const ALL: usize = 10_000;

#[derive(Clone, Debug)]
struct Case {
    world: World,
    asked: Vec<(Caller, Request, usize)>,
}

fn case() -> impl Strategy<Value = Case> {
    (world(), vec((caller(), request(), 1..5_usize), 8)).prop_map(|(world, asked)| Case { world, asked })
}

fn key(table: usize, row: &Row) -> String {
    let parts = TABLES[table].key.iter().map(|column| encode(&row[*column].written(), false));
    parts.collect::<Vec<_>>().join(",")
}

struct Asked<'a> {
    database: &'a Database,
    view: View<'a>,
    request: &'a Request,
    size: usize,
}

impl Asked<'_> {
    async fn page(&self, more: &str) -> Result<Page, String> {
        let endpoint = endpoint(self.database, descriptors()[self.request.root], ALL);
        let query = format!("{}&page_size={}{more}", self.request.list_query(), self.size);
        list(&endpoint, self.view.caller, query.trim_start_matches('&')).await.map_err(|error| format!("{error:?}"))
    }

    async fn check(&self) -> Result<(), String> {
        if (self.request.table().is_closed)(self.view.caller) {
            let refused = self.page("").await;
            return same("a list that is closed", refused.is_err_and(|error| error.contains("401")), true);
        }
        let rows = self.view.list(self.request);
        let shown: Vec<(Value, usize)> = rows.iter().map(|row| self.view.shown(self.request, row)).collect();
        let items: Vec<Value> = shown.iter().map(|(item, _)| item.clone()).collect();
        self.walk(&items).await?;
        self.is_counted(shown.iter().take(self.size).map(|(_, count)| count).sum()).await?;
        self.is_got().await
    }

    /// There, back, and by number.
    async fn walk(&self, items: &[Value]) -> Result<(), String> {
        let pages: Vec<&[Value]> = items.chunks(self.size).collect();
        let mut at = self.page("&total=exact").await?;
        same("total", at.total, Some(items.len() as u64))?;
        same("nothing precedes", at.prev.is_some(), false)?;
        if pages.is_empty() {
            return same("no items", (at.items, at.next), (Vec::new(), None));
        }
        for (index, page) in pages.iter().enumerate() {
            same("forwards", at.items.as_slice(), page)?;
            same("whether more follows", at.next.is_some(), index + 1 < pages.len())?;
            if let Some(next) = &at.next {
                at = self.page(&format!("&cursor={next}")).await?;
            }
        }
        for (index, page) in pages.iter().enumerate().rev() {
            same("backwards", at.items.as_slice(), page)?;
            same("whether more precedes", at.prev.is_some(), index > 0)?;
            if let Some(prev) = &at.prev {
                at = self.page(&format!("&cursor={prev}")).await?;
            }
        }
        for (index, page) in pages.iter().copied().chain([&[][..]]).enumerate() {
            let at = self.page(&format!("&page={}", index + 1)).await?;
            same("by number", at.items.as_slice(), page)?;
        }
        Ok(())
    }

    /// An answer may have as many rows as it has, and not one less.
    async fn is_counted(&self, count: usize) -> Result<(), String> {
        let query = format!("{}&page_size={}", self.request.list_query(), self.size);
        let query = query.trim_start_matches('&');
        // A page by itself is cut.
        let page = self.view.list(self.request).len().min(self.size);
        let refused = (count > page).then_some("too_many_rows");
        for (most, code) in [(count, None), (count.saturating_sub(1), refused)] {
            if most > 0 {
                let endpoint = endpoint(self.database, descriptors()[self.request.root], most);
                let answered = list(&endpoint, self.view.caller, query).await;
                let refused = answered.as_ref().err().map(|error| error.code());
                same(&format!("{count} rows where {most} may be"), refused, code)?;
                if most == count {
                    let whole = self.page("").await?;
                    same("what just fits", answered.map_err(|error| format!("{error:?}"))?.items, whole.items)?;
                }
            }
        }
        Ok(())
    }

    /// Each row by itself; those that are hidden are not there.
    async fn is_got(&self) -> Result<(), String> {
        let root = self.request.root;
        let endpoint = endpoint(self.database, descriptors()[root], ALL);
        for row in self.view.world.0[root].iter().take(3) {
            let found = get(&endpoint, self.view.caller, &key(root, row), &self.request.get_query()).await;
            let found = found.map_err(|error| error.status().as_u16());
            let is_shown = (self.request.table().shows)(row, self.view.caller);
            let expected = if is_shown { Ok(self.view.shown(self.request, row).0) } else { Err(404) };
            same("one row", found, expected)?;
        }
        Ok(())
    }
}

#[test]
fn relations_are_what_plain_loops_make_of_them() {
    on_random(
        60,
        case(),
        async |database| create(database).await,
        async |database, (), case| {
            fill(database, &case.world).await;
            for (caller, request, size) in &case.asked {
                let view = View { world: &case.world, caller };
                let asked = Asked { database, view, request, size: *size };
                let told = || format!("{caller:?} asks {} for {}", request.table().name, request.list_query());
                asked.check().await.map_err(|fault| format!("{}\n{fault}", told()))?;
            }
            Ok(())
        },
    );
}

/// The law would be empty if nothing were found.
#[test]
fn most_questions_have_answers() {
    use proptest::{
        strategy::ValueTree,
        test_runner::{Config, TestRunner},
    };
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let [mut asked, mut found, mut expanded, mut hidden, mut cut] = [0; 5];
    for _ in 0..100 {
        let case = case().new_tree(&mut runner).unwrap().current();
        for (caller, request, _) in &case.asked {
            let view = View { world: &case.world, caller };
            let rows = view.list(request);
            let shown: Vec<(Value, usize)> = rows.iter().map(|row| view.shown(request, row)).collect();
            asked += 1;
            found += usize::from(!rows.is_empty());
            expanded += usize::from(shown.iter().any(|(_, count)| *count > 1));
            cut += usize::from(shown.iter().any(|(item, _)| item.to_string().contains(MORE)));
            hidden += usize::from(view.rows(request.root).count() < case.world.0[request.root].len());
        }
    }
    let all = [asked, found, expanded, hidden, cut];
    assert!(found * 2 > asked && expanded * 4 > asked && hidden * 4 > asked && cut * 20 > asked, "{all:?}");
}
