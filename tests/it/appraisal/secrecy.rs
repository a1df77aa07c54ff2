//! What a peer gave is read by nobody: S4-10.

use serde_json::{Value, json};
use xianfeng_domain::access::Reach;
use xianfeng_infra::audit;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

use super::{line, ratings, round, step};

#[tokio::test]
async fn a_peers_rating_shows_in_counts_alone_and_from_the_minimum_up() {
    let server = TestServer::start_with(1, 6, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, judged, rater) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let round = round(&server, "democratic", json!({})).await;
    step(&server, &round, "open", Value::Null).await;
    let rate = format!("{round}/ratings");
    let given = server.post(&rate, rater, ratings("peers", &[(judged, "poor"), (&branch.members[3], "good")])).await;
    let given = given.expect(200);
    assert_eq!(given, json!({ "appraisalId": round.trim_start_matches("/appraisals/"), "taken": 2 }));
    server.post(&rate, &branch.members[3], ratings("peers", &[(judged, "good")])).await.expect(200);

    // The rater sees that they rated, not what: nobody can make them show it. Others see nothing.
    assert_eq!(line(&server, &round, rater, judged).await["ratedAs"], json!(["peers"]));
    assert_eq!(line(&server, &round, secretary, judged).await["ratedAs"], json!([]));
    assert_eq!(line(&server, &round, secretary, judged).await["result"], Value::Null, "nothing while open");
    step(&server, &round, "close", Value::Null).await;
    let result = line(&server, &round, &server.fixture.clerk, judged).await["result"].clone();
    assert_eq!(result["voices"], json!([]), "two of three: {result}");
    assert_eq!(result["provisional"], json!(true));
    assert_eq!(result["missing"], json!(["self", "secretary", "peers", "villagers"]));

    // The log says that somebody rated, and not who.
    let read = async |tx: &Tx| audit::page(tx, &Reach::under(server.fixture.path.clone()), None, None, 100).await;
    let lines = server.app.database.read(read).await.unwrap();
    let rated: Vec<_> = lines.iter().filter(|line| line.action == "appraisals.rate").collect();
    assert_eq!(rated.len(), 2);
    for line in rated {
        assert_eq!((line.account, line.person, &line.ip, &line.request_id), (None, None, &None, &None));
    }
}
