use axum::http::HeaderValue;

/// Whether a client that sent these `Accept-Encoding` headers (RFC 9110, section 12.5.3) takes gzip, and likes it no less
/// than bytes as they are. One that sent none gets them as they are: it may know no coding.
pub fn prefers_gzip<'a>(values: impl IntoIterator<Item = &'a HeaderValue>) -> bool {
    let (mut gzip, mut any, mut identity) = (None, None, None);
    for value in values {
        let Ok(text) = value.to_str() else { continue };
        for (coding, weight) in text.split(',').filter_map(coding) {
            let place = match coding.to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => &mut gzip,
                "identity" => &mut identity,
                "*" => &mut any,
                _ => continue,
            };
            *place = Some(weight);
        }
    }
    // `*` stands for whatever is not listed.
    let gzip = gzip.or(any).unwrap_or(0.0);
    gzip > 0.0 && gzip >= identity.unwrap_or(0.0)
}

/// `gzip;q=0.5` as the coding and its weight (section 12.4.2). What is no weight is none at all, as `q=0` is.
fn coding(item: &str) -> Option<(&str, f32)> {
    let mut parts = item.split(';').map(str::trim);
    let coding = parts.next().filter(|coding| !coding.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let weight =
        weight.map_or(1.0, |text| text.parse().ok().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(0.0));
    Some((coding, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_for_those_who_take_it() {
        let prefers = |text: &'static str| prefers_gzip(&[HeaderValue::from_static(text)]);
        for text in [
            "gzip",
            "GZIP",
            "x-gzip",
            "gzip, deflate, br, zstd",
            "deflate;q=0.5,gzip;q=0.5",
            "*",
            "br;q=1.0, *;q=0.1",
            "gzip;q=1, identity;q=0.5",
            "identity;q=0, *",
            "gzip ; q=0.001",
        ] {
            assert!(prefers(text), "{text}");
        }
        for text in [
            "",
            ",",
            "identity",
            "br",
            "gzip;q=0",
            "gzip;q=0.000",
            "*, gzip;q=0",
            "*;q=0",
            "gzip;q=0.2, identity;q=0.9",
            "gzipped",
            "gzip;q=x",
            "gzip;q=-1",
            "gzip;q=NaN",
            "gzip;q=2",
        ] {
            assert!(!prefers(text), "{text}");
        }
        assert!(!prefers_gzip(&[]));
        assert!(
            prefers_gzip(&[HeaderValue::from_static("br"), HeaderValue::from_static("gzip")]),
            "in a second header"
        );
        assert!(!prefers_gzip(&[HeaderValue::from_bytes(b"gzip\xff").expect("a header")]));
    }
}
