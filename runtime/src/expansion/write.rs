use super::{
    Node,
    node::{Branch, Span},
};
use crate::{
    Error, Result,
    error::code,
    json,
    query::{Within, child_cursor},
};

/// Bytes of an answer, beyond which no further row is written.
const MOST_BYTES: usize = 64 * 1024 * 1024;

impl Node<'_> {
    /// Writes a row with what its relations lead to.
    ///
    /// # Errors
    /// 400 where the answer becomes too large; the database holds something that is not of a column's type.
    pub fn write_row(&self, output: &mut Vec<u8>, row: usize) -> Result<()> {
        if output.len() > MOST_BYTES {
            return Err(too_large());
        }
        output.push(b'{');
        self.representation.write_fields(output, &self.fields[..self.shown], &self.rows, row, self.first)?;
        for (edge, branch) in self.selection.edges.iter().zip(&self.branches) {
            self.representation.begin_relation(output, edge.relation);
            let span = branch.spans.get(row).copied().flatten();
            if branch.relation.is_many() {
                self.write_many(output, row, branch, span)?;
            } else {
                write_one(output, branch, span)?;
            }
        }
        output.push(b'}');
        Ok(())
    }

    fn write_many(&self, output: &mut Vec<u8>, row: usize, branch: &Branch<'_>, span: Option<Span>) -> Result<()> {
        output.extend_from_slice(b"{\"items\":[");
        let found = branch.node.as_ref().zip(span);
        if let Some((far, span)) = found {
            for index in 0..span.length {
                if index > 0 {
                    output.push(b',');
                }
                far.write_row(output, span.start + index)?;
            }
        }
        output.extend_from_slice(b"],\"next\":");
        match found.filter(|(_, span)| span.has_more) {
            Some((far, span)) => {
                let last = span.start + span.length - 1;
                json::write_string(output, &self.next(row, branch, far, last)?);
            }
            None => output.extend_from_slice(b"null"),
        }
        output.push(b'}');
        Ok(())
    }

    /// The cursor behind the last row that is shown of a relation, for the list of the relation.
    fn next(&self, row: usize, branch: &Branch<'_>, far: &Node<'_>, last: usize) -> Result<String> {
        let descriptor = self.representation.descriptor;
        let key = descriptor.key.iter().map(|field| self.value(row, *field)).collect::<Result<Vec<_>>>()?;
        let within = Within { descriptor, relation: branch.relation, key: &key };
        child_cursor(&within, self.backend, |field, kind| {
            let value = far.rows.value(last, far.column(field), kind);
            value.map_err(|fault| fault.into_plain_error())
        })
    }
}

/// Where one large row belongs to many small ones, few rows of the database make a large answer.
fn too_large() -> Error {
    let detail =
        "leads to an answer of more than 64 MiB: ask for a smaller page, for fewer relations, or for fewer `fields`";
    Error::bad_parameter("expand", code::TOO_MANY_ROWS, detail)
}

fn write_one(output: &mut Vec<u8>, branch: &Branch<'_>, span: Option<Span>) -> Result<()> {
    match (&branch.node, span) {
        (Some(far), Some(span)) => far.write_row(output, span.start),
        _ => {
            output.extend_from_slice(b"null");
            Ok(())
        }
    }
}
