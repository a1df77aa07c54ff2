//! Mini-program codes: pictures that open a page.

use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_infra::wechat::{CodePicture, Environment, MediaType, WeChatError};

use super::{PAGE, bench, bench_with};

const CODE: CodePicture<'_> = CodePicture { scene: "i=AbC123", page: Some(PAGE), width: 430 };

#[actix_web::test]
async fn the_picture_can_be_shown() {
    let bench = bench();
    let picture = bench.wechat.code_picture(CODE).await.unwrap();
    assert_eq!(picture.media_type, MediaType::Jpeg);
    image::load_from_memory(&picture.bytes).unwrap();

    let home = bench.wechat.code_picture(CodePicture { page: None, ..CODE }).await;
    assert!(home.is_ok());
}

#[actix_web::test]
async fn the_page_must_be_in_the_released_build() {
    let unknown = CodePicture { page: Some("pages/tomorrow/index"), ..CODE };
    let bench = bench();
    assert_eq!(bench.wechat.code_picture(unknown).await, Err(WeChatError::Refused { errcode: 41030 }));

    let trial = bench_with(|settings| settings.environment = Environment::Trial);
    assert!(trial.wechat.code_picture(unknown).await.is_ok());
}

#[actix_web::test]
async fn a_scene_that_breaks_the_rule_is_not_sent() {
    let bench = bench();
    let result = bench.wechat.code_picture(CodePicture { scene: "党员", ..CODE }).await;
    assert_eq!(result, Err(WeChatError::InvalidArgument { name: "scene" }));
    assert_eq!(bench.stand_in.requests().len(), 0);
}

#[actix_web::test]
async fn busy_is_tried_again_and_no_picture_is_no_answer() {
    let bench = bench();
    bench.stand_in.fail(Endpoint::CodePicture, Fault::Errcode(-1), 1);
    assert!(bench.wechat.code_picture(CODE).await.is_ok());

    for fault in [Fault::Html, Fault::Oversized, Fault::Errcode(0)] {
        bench.stand_in.fail(Endpoint::CodePicture, fault, 1);
        assert_eq!(bench.wechat.code_picture(CODE).await, Err(WeChatError::BadReply), "{fault:?}");
    }
}
