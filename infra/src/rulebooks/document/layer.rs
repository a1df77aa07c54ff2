//! A layer (S2-8): what a township or a branch adds to the book above, and narrows of it.

use xianfeng_domain::rulebook::{ItemKind, Layer, LayerLimits, Narrowing};

use super::amount::Amount;
use super::cap::{self, Caps};
use super::category::{categories_exist, unique};
use super::fault::{Faults, Path};
use super::item::{ItemTable, MOST_ITEMS};
use super::scalars::{Code, Decimal, Exactly, List, Text, Whole};
use super::shape::table;
use super::words;

table! {
    /// 层：下级在上级台账之上自设的项目和收窄。A layer: what a lower level adds to the book above, and narrows.
    LayerTable {
        /// 格式的版本。The version of the format.
        format: Whole<1, 1>,
        /// 这是一层，不是整本台账。This is a layer, not a whole book.
        layer: Exactly<true>,
        /// 名称。Its name for people.
        name: Text<60>,
        /// 自设的项目。Items of its own.
        items: List<ItemTable, MOST_ITEMS> = List::default(),
        /// 对上级项目的收窄。What it narrows of the items above.
        narrow: List<NarrowTable, MOST_ITEMS> = List::default(),
        /// 再下级可做什么；不写即不可增设。What the layers below it may do; nothing where absent.
        below: Option<BelowTable> = None,
    }
}

table! {
    /// 收窄上级的一个项目；不写的照上级。Narrows one item above; what is absent stays as above.
    NarrowTable {
        /// 上级项目的代码。The item's code.
        code: Code,
        /// 分值，在上级的范围之内。Points, inside those above.
        points: Option<Amount> = None,
        /// 另加的封顶。Caps beside those above: all hold.
        caps: Caps = List::default(),
        /// 哪些类别可得，在上级的范围之内。The categories that may earn it, among those above.
        categories: Option<List<Code, 50>> = None,
        /// 这里需要照片。A photo is needed here.
        evidence: bool = false,
        /// 这里不用。Not in use here.
        retired: bool = false,
    }
}

table! {
    /// 下级可做什么。What the layers below may do.
    BelowTable {
        /// 每一层最多自设多少个项目。How many items each layer may add.
        most_items: Whole<0, 2000>,
        /// 自设项目一次最多多少分；不写即不限。The most that an added item may be worth; no limit where absent.
        most_points: Option<Decimal<1>> = None,
        /// 可自设哪些种类。The kinds of item that may be added.
        kinds: List<ItemKind, 4>,
        /// 可归入哪些方面；不写即任何方面。The aspects that an added item may belong to; any where empty.
        aspects: List<Text<30>, 50> = List::default(),
    }
}

impl LayerTable {
    pub(super) fn check(&self, at: &Path<'_>, faults: &mut Faults) {
        let mut added = Vec::new();
        if let Some(items) = &self.items {
            let at = at.key("items");
            unique(items.iter().filter_map(|(index, item)| Some((index, item.code()?))), &at, faults);
            for (index, item) in items.iter() {
                item.check(None, &at.index(index), faults);
                added.extend(item.code());
            }
        }
        if let Some(narrow) = &self.narrow {
            let at = at.key("narrow");
            let codes = |index, narrow: &'_ NarrowTable| Some((index, narrow.code.as_ref()?.0.clone()));
            let codes: Vec<_> = narrow.iter().filter_map(|(index, narrow)| codes(index, narrow)).collect();
            unique(codes.iter().map(|(index, code)| (*index, code.as_str())), &at, faults);
            for (index, code) in &codes {
                if added.contains(&code.as_str()) {
                    faults.add(&at.index(*index).key("code"), words::added_and_narrowed());
                }
            }
            for (index, narrow) in narrow.iter() {
                narrow.check(&at.index(index), faults);
            }
        }
        if let Some(Some(below)) = &self.below {
            below.check(&at.key("below"), faults);
        }
    }

    pub(super) fn build(self) -> Option<Layer> {
        Some(Layer {
            name: self.name?.0,
            items: self.items?.all(ItemTable::build)?,
            narrow: self.narrow?.all(NarrowTable::build)?,
            below: below(self.below?)?,
        })
    }

    pub(super) fn of(layer: &Layer) -> Self {
        Self {
            format: Some(Whole(1)),
            layer: Some(Exactly),
            name: Some(Text(layer.name.clone())),
            items: Some(List::of(layer.items.iter().map(ItemTable::of))),
            narrow: Some(List::of(layer.narrow.iter().map(NarrowTable::of))),
            below: Some(below_of(&layer.below)),
        }
    }
}

impl NarrowTable {
    fn check(&self, at: &Path<'_>, faults: &mut Faults) {
        let points = self.points.as_ref().and_then(Option::as_ref);
        if let Some(points) = points {
            points.check(&at.key("points"), faults);
        }
        if let Some(caps) = &self.caps {
            let least = points.and_then(Amount::bounds).map(|(min, _)| min);
            cap::check(caps, least, &at.key("caps"), faults);
        }
        if let Some(Some(categories)) = &self.categories {
            let at = at.key("categories");
            if categories.0.is_empty() {
                faults.add(&at, words::too_few());
            }
            categories_exist(categories.iter(), None, &at, faults);
        }
    }

    fn build(self) -> Option<Narrowing> {
        Some(Narrowing {
            code: self.code?.0,
            points: match self.points? {
                Some(amount) => Some(amount.bounds()?),
                None => None,
            },
            caps: cap::build(self.caps?)?,
            categories: match self.categories? {
                Some(categories) => Some(categories.into_codes()?),
                None => None,
            },
            evidence: self.evidence?,
            retired: self.retired?,
        })
    }

    fn of(narrowing: &Narrowing) -> Self {
        Self {
            code: Some(Code(narrowing.code.clone())),
            points: Some(narrowing.points.map(|(min, max)| Amount::of(min, max))),
            caps: Some(cap::of(&narrowing.caps)),
            categories: Some(narrowing.categories.as_deref().map(List::codes)),
            evidence: Some(narrowing.evidence),
            retired: Some(narrowing.retired),
        }
    }
}

impl BelowTable {
    pub(super) fn check(&self, at: &Path<'_>, faults: &mut Faults) {
        let mut seen = Vec::new();
        for (index, kind) in self.kinds.iter().flat_map(List::iter) {
            if seen.contains(&kind) {
                faults.add(&at.key("kinds").index(index), words::twice("kind"));
            }
            seen.push(kind);
        }
    }
}

pub(super) fn below(table: Option<BelowTable>) -> Option<LayerLimits> {
    let Some(table) = table else { return Some(LayerLimits::default()) };
    Some(LayerLimits {
        most_items: table.most_items?.0,
        most_points: table.most_points?.map(|points| points.0),
        kinds: table.kinds?.all(Some)?,
        aspects: table.aspects?.all(|aspect| Some(aspect.0))?,
    })
}

pub(super) fn below_of(limits: &LayerLimits) -> Option<BelowTable> {
    (*limits != LayerLimits::default()).then(|| BelowTable {
        most_items: Some(Whole(limits.most_items)),
        most_points: Some(limits.most_points.map(Decimal)),
        kinds: Some(List::of(limits.kinds.iter().copied())),
        aspects: Some(List::of(limits.aspects.iter().cloned().map(Text))),
    })
}
