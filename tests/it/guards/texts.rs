//! Every text that the API takes, who reads it, and how content safety is asked (issue 5, item 9: every text that others
//! will see). A new field of a request wants a row here, before it can be forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::layers::sources;
use super::workspace;

/// Who reads a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// Others, once it has passed: hidden until then.
    Hidden,
    /// Others, as soon as it is written: so it is not written before it has passed.
    First,
    /// Others, once its draft is handed in or published: checked at that step.
    Draft,
    /// Those who decide on the matter, and whom it concerns: people look at it anyway.
    Deciders,
    /// A name, a phone number, an address: of the register of people, not something that somebody has to say.
    Names,
    /// A code, a choice, a secret: nothing that anybody reads as a text.
    Codes,
}
use Readers::{Codes, Deciders, Draft, First, Hidden, Names};

#[rustfmt::skip]
const TEXTS: &[(&str, Readers, &str)] = &[
    ("addToMinutes", First, "/text"),
    ("adoptRulebookDraft", First, "/meeting"),
    ("adoptRulebookDraft", Names, "/signatory"),
    ("answerHelpCase", Deciders, "/text"),
    ("answerSuggestion", Hidden, "/answer /summary"),
    ("answerSuggestion", Codes, "/item"),
    ("approveClaim", Deciders, "/reason"),
    ("approveContent", Deciders, "/reason"),
    ("askForLeave", Deciders, "/reason"),
    ("askMyCorrection", Deciders, "/why /wished"),
    ("bindAccount", Codes, "/inviteCode /phoneCode"),
    ("callRoll", Deciders, "/leave/*/reason"),
    ("cancelAppraisal", Deciders, "/reason"),
    ("cancelMeeting", First, "/reason"),
    ("cancelOrder", Deciders, "/reason"),
    ("cancelTask", First, "/reason"),
    ("changeProposalLine", Deciders, "/reason"),
    ("changeProposalLine", Codes, "/merits"),
    ("checkMyGridPosts", Deciders, "/checks/*/note"),
    ("checkPosts", Deciders, "/checks/*/note"),
    ("closeHelpCase", Deciders, "/reason"),
    ("closePeriod", Codes, "/period"),
    ("closeShop", First, "/reason"),
    ("closeTask", First, "/reason"),
    ("confirmGridLeader", Deciders, "/meeting"),
    ("confirmHelpCase", Deciders, "/meeting /reason"),
    ("confirmHelpCases", Deciders, "/label /meeting"),
    ("correctClosedPeriod", First, "/reason"),
    ("countVillagers", Names, "/countedBy /witnesses"),
    ("createCareEntry", Deciders, "/given /ground /meeting /task"),
    ("createCareEntry", Codes, "/kind"),
    ("createContent", Draft, "/body /title"),
    ("createContent", Codes, "/categories/* /kind"),
    ("createGrid", First, "/card/villages/* /leaderBasis /name"),
    ("createGrid", Names, "/card/officers/*"),
    ("createMeeting", First, "/parts/* /place /title"),
    ("createMeeting", Codes, "/absenceItem /attendanceItem /kind /makeUpItem"),
    ("createMember", Names, "/name /phone"),
    ("createMember", Deciders, "/schooling /skills"),
    ("createMember", Codes, "/category"),
    ("createObjection", Deciders, "/text"),
    ("createOrganization", First, "/name"),
    ("createOrganization", Codes, "/kind"),
    ("createPersonRecord", Names, "/name /phone"),
    ("createPersonRecord", Deciders, "/schooling /skills"),
    ("createPersonRecord", Codes, "/role"),
    ("createPost", First, "/name /skillWanted"),
    ("createPost", Codes, "/item"),
    ("createPublicObjection", Deciders, "/text"),
    ("createPublicObjection", Names, "/contact /name"),
    ("createPublicSuggestion", Deciders, "/text"),
    ("createPublicSuggestion", Names, "/contact /name"),
    ("createReward", First, "/reward/description /reward/name /reward/unit"),
    ("createReward", Codes, "/kind /reward/limit/per /reward/thresholdGrades/*"),
    ("createRulebookDraft", Draft, "/document"),
    ("createRulebookDraft", Deciders, "/name"),
    ("createRulebookDraft", Codes, "/from"),
    ("createShop", First, "/shop/name /shop/opening /shop/place"),
    ("createSuggestion", Deciders, "/text"),
    ("createTask", Draft, "/description /title /unit"),
    ("createTask", Codes, "/categories/* /item"),
    ("createVillagerReport", Deciders, "/about /what"),
    ("createVillagerReport", Names, "/contact"),
    ("decideAuditLines", Deciders, "/decisions/*/reason"),
    ("decideCheck", Deciders, "/reason"),
    ("decideLeaveRequest", Deciders, "/answer"),
    ("decideMakeUpStudy", Deciders, "/answer"),
    ("decideObjection", Hidden, "/answer"),
    ("decideObjection", Deciders, "/reason"),
    ("decideOnCorrection", Deciders, "/answer"),
    ("decidePublication", Deciders, "/reason"),
    ("declareCardDeed", Deciders, "/place /what"),
    ("declareCardDeed", Codes, "/item /unit"),
    ("declareDeed", Deciders, "/place /reason /what"),
    ("declareDeed", Names, "/reportedBy"),
    ("declareDeed", Codes, "/item /level /unit /way"),
    ("dismissCategoryHint", Deciders, "/reason"),
    ("dismissCategoryHint", Codes, "/category"),
    ("dismissHelpCase", Deciders, "/reason"),
    ("editCareEntry", Deciders, "/given /ground /task"),
    ("editContent", Draft, "/body /title"),
    ("editContent", Codes, "/categories/* /kind"),
    ("editGrid", First, "/card/villages/* /leaderBasis /name"),
    ("editGrid", Names, "/card/officers/*"),
    ("editMeeting", First, "/parts/* /place /title"),
    ("editMeeting", Codes, "/absenceItem /attendanceItem /kind /makeUpItem"),
    ("editMember", Names, "/name /phone"),
    ("editMember", Deciders, "/schooling /skills"),
    ("editOrganization", First, "/fullNamesBasis /name"),
    ("editPost", First, "/name /skillWanted"),
    ("editReward", First, "/description /name /unit"),
    ("editReward", Codes, "/limit/per /thresholdGrades/*"),
    ("editRulebookDraft", Draft, "/document"),
    ("editRulebookDraft", Deciders, "/name"),
    ("editShop", First, "/name /opening /place"),
    ("editTask", First, "/description /title"),
    ("endCareEntry", Deciders, "/reason"),
    ("endCareEntry", Codes, "/outcome"),
    ("endGridLeader", Deciders, "/reason"),
    ("endHolding", Deciders, "/reason"),
    ("endMemberExemption", Deciders, "/reason"),
    ("endMembership", Deciders, "/how /reason"),
    ("endRole", Codes, "/role"),
    ("enterDirectly", Deciders, "/meeting /reason /what"),
    ("enterDirectly", Codes, "/item"),
    ("eraseMember", Deciders, "/reason"),
    ("exemptMember", Deciders, "/ground /meeting /reason"),
    ("extendHelpCase", Deciders, "/reason"),
    ("finalizeClosing", First, "/reason"),
    ("getRejects", Codes, "/file"),
    ("grantRole", Codes, "/role"),
    ("handOnHelpCase", Deciders, "/reason"),
    ("handOutPickup", Names, "/collectedBy /relation"),
    ("handOutPickup", Codes, "/code /pin"),
    ("handOverHelpCase", Codes, "/number"),
    ("importCouponFile", Codes, "/file"),
    ("importCoupons", Codes, "/coupons/*/code"),
    ("importRoster", Codes, "/file"),
    ("issueArchive", Codes, "/period"),
    ("issueMyArchive", Codes, "/period"),
    ("liftBaseWithholding", Deciders, "/reason"),
    ("liftZeroing", Deciders, "/reason"),
    ("logInAtDeskWithPassword", Names, "/loginName"),
    ("logInAtDeskWithPassword", Codes, "/password /totp"),
    ("logInWithWechat", Codes, "/code"),
    ("logOut", Codes, "/refreshToken"),
    ("lookAtPickup", Codes, "/code"),
    ("makePledge", Hidden, "/text"),
    ("nameCareHelper", Deciders, "/task"),
    ("noteMyGrid", Deciders, "/what"),
    ("noteProgress", Hidden, "/text"),
    ("openHandover", Deciders, "/note"),
    ("openHandover", Codes, "/role"),
    ("payCareEntry", Deciders, "/receipt"),
    ("placeOrder", Codes, "/pin"),
    ("planMeetingSeries", First, "/parts/* /place /title"),
    ("planMeetingSeries", Codes, "/absenceItem /attendanceItem /kind /makeUpItem /time /weekday"),
    ("proposeAuditLine", Deciders, "/what"),
    ("proposeAuditLine", Codes, "/item"),
    ("proposeHelpCases", Codes, "/period"),
    ("publishEdition", First, "/reason"),
    ("putStatement", Hidden, "/text"),
    ("readContent", Deciders, "/answer"),
    ("receivePush", Codes, ""),
    ("receiveStock", Deciders, "/note"),
    ("recommendGridLeader", Deciders, "/how"),
    ("recommendGridLeader", Codes, "/capacity"),
    ("recordAssistance", Codes, "/how"),
    ("recordAway", Deciders, "/destination"),
    ("recordAway", Names, "/host/contact /host/name"),
    ("recordAwayContact", Deciders, "/said"),
    ("recordAwayContact", Codes, "/manner"),
    ("recordCallOutcome", Deciders, "/note"),
    ("recordCareVisit", Deciders, "/done /needs"),
    ("recordHelpStep", Deciders, "/text"),
    ("recordHelpStep", Names, "/with"),
    ("recordHostNote", Deciders, "/text"),
    ("recordHostNote", Codes, "/kind"),
    ("recordPickups", Deciders, "/note"),
    ("recordTrainings", Deciders, "/place /reason /what"),
    ("recordTrainings", Codes, "/item /unit"),
    ("refreshSession", Codes, "/refreshToken"),
    ("refundCoupon", Deciders, "/reason"),
    ("registerDeclarations", Deciders, "/decline/*/reason /register/*/reason /sitting/place /sitting/title"),
    ("registerDeclarations", Codes, "/register/*/item"),
    ("reinstateEntry", Deciders, "/reason"),
    ("rejectClaim", Deciders, "/reason"),
    ("rejectRebinding", Deciders, "/reason"),
    ("replaceCoupon", Deciders, "/reason"),
    ("reportMakeUp", Deciders, "/what"),
    ("reportSubscriptions", Codes, "/results/*"),
    ("returnClaim", Deciders, "/reason"),
    ("returnContent", Deciders, "/reason"),
    ("returnHelpCase", Deciders, "/reason"),
    ("reverseEntry", Deciders, "/reason"),
    ("reverseCarePayment", Deciders, "/reason"),
    ("reviewCareEntry", Deciders, "/found"),
    ("reviewClaims", Deciders, "/exceptions/*/reason"),
    ("reviewClaims", Codes, "/exceptions/*/action"),
    ("rewriteMinutes", Draft, "/decisions/*/text /text"),
    ("scanCard", Codes, "/code"),
    ("setAgenda", First, "/items/*/title"),
    ("setAgenda", Names, "/items/*/ledBy"),
    ("setAwayHost", Names, "/contact /name"),
    ("setCareShare", Deciders, "/meeting"),
    ("setMaterials", First, "/contents/*/title"),
    ("signAppraisal", Deciders, "/meeting /reason"),
    ("signAudit", Deciders, "/meeting"),
    ("signHandover", Deciders, "/absentReason"),
    ("signInRemotely", Codes, "/code"),
    ("signInToMeeting", Codes, "/code"),
    ("signProposal", Deciders, "/meeting /reason"),
    ("signSettlement", Deciders, "/meeting /reason"),
    ("submitClaim", Deciders, "/deedPlace /report"),
    ("takeCheckDown", Deciders, "/reason"),
    ("takeContentDown", Deciders, "/reason"),
    ("takeDeskSession", Codes, "/pollToken"),
    ("takeOverReadyPosts", First, "/areas/*"),
    ("takeOverReadyPosts", Codes, "/item"),
    ("takeStock", Deciders, "/lines/*/reason"),
    ("transferHelpCase", Deciders, "/reason"),
    ("transferMember", Deciders, "/meeting /reason"),
    ("transferMember", Codes, "/category"),
    ("tryRulebookDraft", Codes, "/period"),
    ("uploadFile", Codes, "/file"),
    ("weighVillagerReport", Deciders, "/reason"),
    ("weighVillagerReport", Codes, "/item"),
    ("withdrawArchive", Deciders, "/reason"),
    ("withdrawCoupon", Deciders, "/reason"),
    ("withholdBasePoints", Deciders, "/meeting /reason"),
    ("withholdBasePoints", Codes, "/period"),
    ("writeMinutes", Draft, "/decisions/*/text /text"),
    ("writeMyContactCard", Hidden, "/promise"),
    ("zeroMember", Deciders, "/reason"),
    ("zeroMember", Codes, "/item"),
];

/// The texts of a schema by their places: strings that are not dates, ids or choices.
fn texts(document: &Value, schema: &Value, place: &str, inside: &[&str], found: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        if !inside.contains(&name) {
            let deeper: Vec<&str> = inside.iter().copied().chain([name]).collect();
            texts(document, &document["components"]["schemas"][name], place, &deeper, found);
        }
        return;
    }
    for many in ["allOf", "oneOf", "anyOf"] {
        for one in schema[many].as_array().into_iter().flatten() {
            texts(document, one, place, inside, found);
        }
    }
    let kinds =
        [schema["type"].as_str()].into_iter().chain(schema["type"].as_array().into_iter().flatten().map(Value::as_str));
    let is_text = kinds.flatten().any(|kind| kind == "string");
    let is_closed = schema["enum"].is_array() || schema["pattern"].is_string();
    let has_form = schema["format"].as_str().is_some_and(|format| ["uuid", "date", "date-time"].contains(&format));
    if is_text && !is_closed && !has_form {
        found.insert(place.to_owned());
    }
    for (name, one) in schema["properties"].as_object().into_iter().flatten() {
        texts(document, one, &format!("{place}/{name}"), inside, found);
    }
    texts_of_items(document, schema, place, inside, found);
}

fn texts_of_items(document: &Value, schema: &Value, place: &str, inside: &[&str], found: &mut BTreeSet<String>) {
    for many in ["items", "additionalProperties"] {
        if schema[many].is_object() {
            texts(document, &schema[many], &format!("{place}/*"), inside, found);
        }
    }
}

/// The texts that each operation takes, by its name in the code.
fn taken() -> BTreeMap<String, BTreeSet<String>> {
    let document = fs::read_to_string(workspace().join("openapi/openapi.json")).expect("the document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let mut taken = BTreeMap::new();
    let operations = document["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(_, path)| path.as_object().into_iter().flatten());
    for (_, operation) in operations {
        let mut found = BTreeSet::new();
        for (_, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
            texts(&document, &content["schema"], "", &[], &mut found);
        }
        if !found.is_empty() {
            taken.insert(operation["operationId"].as_str().expect("a name").to_owned(), found);
        }
    }
    taken
}

#[test]
fn every_text_that_is_taken_has_its_readers() {
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (operation, _, places) in TEXTS {
        for place in places.split(' ') {
            assert!(
                named.entry((*operation).to_owned()).or_default().insert(place.to_owned()),
                "{operation} {place} twice"
            );
        }
    }
    let taken = taken();
    assert!(taken.len() > 150, "{}", taken.len());
    let missing: Vec<_> = taken.iter().filter(|(name, places)| named.get(*name) != Some(*places)).collect();
    assert!(missing.is_empty(), "say in TEXTS who reads these: {missing:#?}");
    let gone: Vec<_> = named.keys().filter(|name| !taken.contains_key(*name)).collect();
    assert!(gone.is_empty(), "no operation takes these any more: {gone:?}");
}

/// The handler of an operation, which has its name in the code's spelling.
fn handler(operation: &str, sources: &[String]) -> String {
    let name: String = operation.chars().fold(String::new(), |name, c| match c {
        c if c.is_uppercase() => format!("{name}_{}", c.to_lowercase()),
        c => format!("{name}{c}"),
    });
    let head = format!("async fn {name}(");
    let found = sources.iter().find_map(|source| source.split_once(&head).map(|(_, rest)| rest));
    let rest = found.unwrap_or_else(|| panic!("no handler {name}"));
    rest.split("\n}\n").next().unwrap_or_default().to_owned()
}

#[test]
fn what_others_read_goes_through_content_safety() {
    let sources: Vec<String> = sources(&workspace().join("api/src"))
        .into_iter()
        .map(|file| fs::read_to_string(file).expect("a source file"))
        .collect();
    for (operation, readers, places) in TEXTS {
        let asks = match readers {
            First => ".shows(",
            Hidden => "moderation::look",
            Draft | Deciders | Names | Codes => continue,
        };
        let handler = handler(operation, &sources);
        assert!(handler.contains(asks), "{operation} {places}: others read it, and its handler has no `{asks}`");
    }
    for operation in DRAFTS_SHOWN_BY {
        let handler = handler(operation, &sources);
        assert!([".shows(", "moderation::look"].iter().any(|asks| handler.contains(asks)), "{operation}");
    }
}

#[test]
fn what_waits_is_told_by_the_document() {
    let document = fs::read_to_string(workspace().join("openapi/openapi.json")).expect("the document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let first: BTreeSet<&str> = TEXTS.iter().filter(|row| row.1 == First).map(|row| row.0).collect();
    let told = |operation: &Value| {
        let codes = operation["x-error-codes"].as_array().into_iter().flatten();
        codes.filter_map(Value::as_str).filter(|code| code.starts_with("moderation.")).count() == 3
    };
    let operations = document["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(_, path)| path.as_object().into_iter().flatten());
    let telling = operations
        .filter(|(_, operation)| told(operation))
        .filter_map(|(_, operation)| operation["operationId"].as_str());
    let telling: BTreeSet<&str> = telling.collect();
    let silent: Vec<_> = first.difference(&telling).collect();
    assert!(silent.is_empty(), "they answer `moderation.waiting` and do not say so: {silent:?}");
}

/// The steps that show the drafts above.
const DRAFTS_SHOWN_BY: &[&str] = &["publishTask", "confirmMinutes", "adoptRulebookDraft", "submitContent"];

/// Hidden beside its objection, but an upheld one is the reason of the next edition at once.
#[test]
fn the_answer_that_makes_an_edition_goes_first() {
    let sources: Vec<String> = sources(&workspace().join("api/src"))
        .into_iter()
        .map(|file| fs::read_to_string(file).expect("a source file"))
        .collect();
    let handler = handler("decideObjection", &sources);
    assert!(handler.contains(".shows(") && handler.contains("Subject::Edition"));
}
