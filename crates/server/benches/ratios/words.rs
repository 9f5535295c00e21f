//! 话 — What people say, put together from word lists: varied enough that the word index is a real one.

use kernel::Rng as _;

use crate::chance::Chance;

const WHERE: &[&str] = &[
    "东门口",
    "西门口",
    "南门岗亭旁",
    "北门外",
    "楼道里",
    "地下车库",
    "单元门前",
    "小广场",
    "菜市场边",
    "幼儿园门口",
    "卫生服务站旁",
    "河堤边",
    "健身角",
    "垃圾站旁",
    "公交站后面",
    "二号路路口",
    "老年活动室",
    "农机站旁",
    "晒谷场",
    "水塘边",
    "桥头",
    "祠堂前",
    "村口",
    "围墙边",
    "屋顶平台",
    "自行车棚",
    "充电棚里",
    "物业办公室门口",
    "文化长廊",
    "篮球场",
    "临街商铺前",
    "背街小巷",
    "排水沟旁",
    "三岔路口",
    "学校后门",
];
const WHAT: &[&str] = &[
    "路灯",
    "电梯",
    "下水道",
    "井盖",
    "垃圾桶",
    "监控杆",
    "消防栓",
    "护栏",
    "晾衣架",
    "台阶",
    "扶手",
    "单元门禁",
    "水管",
    "燃气表箱",
    "变压器",
    "电线",
    "行道树",
    "花坛",
    "健身器材",
    "长椅",
    "停车位",
    "减速带",
    "路面",
    "人行道",
    "雨棚",
    "外墙瓷砖",
    "公告栏",
    "快递柜",
    "充电桩",
    "水泵",
    "化粪池",
    "排烟道",
    "空调外机",
    "广告牌",
    "围栏",
    "渠道",
    "机耕路",
    "蓄水池",
    "小桥",
    "公厕",
    "儿童滑梯",
    "石凳",
    "菜地",
    "违建棚子",
    "废旧家具",
    "共享单车",
];
const HOW: &[&str] = &[
    "不亮",
    "坏了半个月",
    "堵了",
    "漏水",
    "松动",
    "被占",
    "掉皮",
    "积水",
    "发臭",
    "断了",
    "晃得厉害",
    "锈穿了",
    "没人管",
    "常常停运",
    "被车撞歪",
    "夜里太吵",
    "塌了一块",
    "缺一块",
    "结冰打滑",
    "枯死",
    "挡住视线",
    "乱堆乱放",
    "有裂缝",
    "不出水",
    "跳闸",
    "太暗",
    "关不上",
    "打不开",
    "油烟呛人",
    "蚊虫很多",
    "一直没修好",
    "少了两个",
    "被私拉电线",
    "没有无障碍坡道",
    "排队太久",
    "被圈起来种菜",
];
const MORE: &[&str] = &[
    "晚上老人走路看不清",
    "上周有人摔了一跤",
    "孩子放学要从这里过",
    "下雨天根本走不了",
    "已经打过两次电话",
    "物业说不归他们管",
    "希望能先围起来",
    "请问什么时候能修",
    "大家愿意凑一点钱",
    "我们可以自己出工",
    "一到周末就更严重",
    "味道飘到六楼",
    "推轮椅上不去",
    "消防车进不来",
    "旁边就是配电房",
    "怕冬天出事",
    "去年修过又坏了",
    "邻居之间为这个吵过架",
    "建议换一个位置",
    "最好开个会商量一下",
    "外出打工的也都关心",
    "村里的老人提过好几回",
    "雨季之前要弄好",
    "商户和住户说法不一样",
    "希望装一盏声控的",
    "建议划线分时停放",
    "能不能放两个分类桶",
    "以前是有的后来拆了",
    "我家就在二楼最清楚",
    "拍了照片可以看",
];
const REPLY: &[&str] = &[
    "已请维修队到现场查看，本周五前换好，换好后请您看看是否可以。",
    "和产权单位商量好了，下月十日前完成，社区网格员跟进并每周告知进展。",
    "当天已清理，并与商户约定晚上十点后不再占道，每晚有人巡看。",
    "经居民议事会商定，由业委会出料、志愿者出工，本月底完工后请大家来验。",
];

/// The first words of what is said.
pub fn title(chance: &mut Chance) -> String {
    let (place, what, how) = (chance.one(WHERE), chance.one(WHAT), chance.one(HOW));
    match chance.below(3) {
        0 => format!("{place}{what}{how}"),
        1 => format!("{}号楼{what}{how}", chance.within(1, 40)),
        _ => format!("{}栋{}单元{place}{what}{how}", chance.within(1, 12), chance.within(1, 4)),
    }
}

/// Everything that is said; begins with the title.
pub fn said(chance: &mut Chance, title: &str) -> String {
    let more = chance.one(MORE);
    if chance.permille(400) {
        format!("{title}，{more}，{}。", chance.one(MORE))
    } else {
        format!("{title}，{more}。")
    }
}

/// What the handler answers.
pub fn reply(chance: &mut Chance) -> &'static str {
    chance.one(REPLY)
}

/// Something nobody said before: Chinese characters by lot, so that nothing is near it.
pub fn unheard(chance: &mut Chance) -> String {
    let letters = (0..26)
        .filter_map(|_| u32::try_from(chance.within(0x4E00, 0x9FA5)).ok().and_then(char::from_u32));
    letters.collect()
}
