use proptest::prelude::*;

use super::super::samples;
use super::*;
use crate::time::PeriodKind;

fn item(code: String, min: i64, max: i64, categories: Vec<String>, narrowable: bool) -> Item {
    Item { categories, narrowable, ..samples::item(&code, ItemKind::Addition, min, max, Vec::new()) }
}

fn book(items: Vec<Item>, below: LayerLimits) -> RuleBook {
    RuleBook { below, ..samples::book(PeriodKind::Quarter, items) }
}

fn limits() -> impl Strategy<Value = LayerLimits> {
    let aspects = prop::sample::subsequence(vec!["志愿服务".to_owned(), "产业".to_owned()], 0..=2);
    let kinds = prop::sample::subsequence(vec![ItemKind::Addition, ItemKind::Deduction], 0..=2);
    (0u32..4, prop::option::of(1i64..900), kinds, aspects).prop_map(|(most_items, most_points, kinds, aspects)| {
        LayerLimits { most_items, most_points: most_points.map(Points::from_hundredths), kinds, aspects }
    })
}

fn some_categories() -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(vec!["ordinary".to_owned(), "aged".to_owned()], 0..=2)
}

fn items(from: char) -> impl Strategy<Value = Vec<Item>> {
    let one = (1i64..500, 0i64..500, some_categories(), any::<bool>());
    prop::collection::vec(one, 0..4).prop_map(move |all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(n, (min, more, categories, narrowable))| {
                item(format!("{from}{n}"), min, min + more, categories, narrowable)
            })
            .collect()
    })
}

fn narrowing() -> impl Strategy<Value = Narrowing> {
    let points = prop::option::of((0i64..900, 0i64..900));
    let cap = (1i64..900)
        .prop_map(|points| Cap { per: PeriodKind::Month, limit: Limit::Points(Points::from_hundredths(points)) });
    let caps = prop::collection::vec(cap, 0..2);
    (0u32..4, points, caps, prop::option::of(some_categories()), any::<bool>(), any::<bool>()).prop_map(
        |(n, points, caps, categories, evidence, retired)| Narrowing {
            code: format!("a{n}"),
            points: points.map(|(min, max)| (Points::from_hundredths(min), Points::from_hundredths(max))),
            caps,
            categories,
            evidence,
            retired,
        },
    )
}

fn layer() -> impl Strategy<Value = Layer> {
    // Codes of `a…` collide with those above now and then.
    let own = prop_oneof![4 => items('b'), 1 => items('a')];
    (own, prop::collection::vec(narrowing(), 0..4), limits()).prop_map(|(items, narrow, below)| Layer {
        name: "村规".to_owned(),
        items,
        narrow,
        below,
    })
}

/// Nothing of `book` goes beyond what `above` allows.
fn lies_within(book: &RuleBook, above: &RuleBook) {
    for (here, there) in book.items.iter().zip(&above.items) {
        assert_eq!(here.code, there.code, "items above stay in their places");
        assert!(here.min >= there.min && here.max <= there.max && here.min <= here.max);
        assert!(here.caps.starts_with(&there.caps));
        for category in ["ordinary", "aged"] {
            assert!(!here.is_for(category) || there.is_for(category));
        }
        assert!((!there.evidence || here.evidence) && (!there.retired || here.retired));
        assert!(there.narrowable || here == there);
    }
    let added = &book.items[above.items.len()..];
    assert!(added.len() <= above.below.most_items as usize);
    for item in added {
        assert!(above.item(&item.code).is_none());
        assert!(above.below.most_points.is_none_or(|most| item.max <= most));
        assert!(above.below.kinds.contains(&item.kind));
        assert!(above.below.aspects.is_empty() || above.below.aspects.contains(&item.aspect));
    }
    assert!(!book.below.wider_than(&above.below));
}

proptest! {
    /// S2-8: whatever a layer says, and a layer on it, the book that comes of it lies within what
    /// the one above allows; what fits as a whole is adopted, the rest falls item by item.
    #[test]
    fn a_layer_never_goes_beyond_what_the_one_above_allows(
        above in (items('a'), limits()).prop_map(|(items, below)| book(items, below)),
        township in layer(),
        branch in layer(),
    ) {
        let (middle, faults) = township.fitting(&above);
        lies_within(&middle, &above);
        prop_assert_eq!(township.on(&above), if faults.is_empty() { Ok(middle.clone()) } else { Err(faults) });
        let (lowest, _) = branch.fitting(&middle);
        lies_within(&lowest, &middle);
        let codes: std::collections::HashSet<_> = lowest.items.iter().map(|item| &item.code).collect();
        prop_assert_eq!(codes.len(), lowest.items.len(), "no code stands twice");
    }
}

#[test]
fn an_empty_list_of_categories_does_not_open_an_item_to_everybody() {
    let above = book(vec![item("a0".into(), 100, 100, vec!["aged".into()], true)], LayerLimits::default());
    let narrow = Narrowing { code: "a0".into(), categories: Some(Vec::new()), ..Narrowing::default() };
    let layer = Layer { name: "村规".into(), items: Vec::new(), narrow: vec![narrow], below: LayerLimits::default() };
    assert_eq!(layer.on(&above), Err(vec![LayerFault::NarrowCategory { index: 0 }]));
}

#[test]
fn what_does_not_fit_any_more_is_left_out_and_named() {
    let below = LayerLimits {
        most_items: 1,
        most_points: Some(Points::whole(15)),
        kinds: vec![ItemKind::Addition],
        aspects: Vec::new(),
    };
    let above = book(vec![item("a0".into(), 100, 300, Vec::new(), true)], below);
    let added = vec![
        item("forsythia".into(), 1500, 1500, Vec::new(), false),
        item("petition".into(), 500, 500, Vec::new(), false),
    ];
    let narrow = vec![
        Narrowing { code: "a0".into(), points: Some((Points::whole(2), Points::whole(4))), ..Narrowing::default() },
        Narrowing { code: "gone".into(), ..Narrowing::default() },
    ];
    let layer = Layer { name: "村规".into(), items: added, narrow, below: LayerLimits::default() };
    let (book, left_out) = layer.fitting(&above);
    let paths: Vec<String> = left_out.iter().map(LayerFault::path).collect();
    assert_eq!(paths, ["narrow[0].points", "narrow[1].code", "items[1]"]);
    assert_eq!(book.item("forsythia").map(|item| item.max), Some(Points::whole(15)), "S2-8: 50 mu of forsythia +15");
    assert_eq!(book.item("a0"), above.item("a0"));
    assert!(book.item("petition").is_none());
}
