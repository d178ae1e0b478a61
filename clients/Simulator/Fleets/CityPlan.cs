using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Fleets;

/// <summary>The enterprises of the invented city.</summary>
static class CityPlan
{
    public static readonly (int Code, string Name)[] Regions =
    [
        (0, "全国"), (130000, "河北省"), (130100, "石家庄市"), (130102, "长安区"), (130104, "桥西区"),
        (130105, "新华区"), (130107, "井陉矿区"), (130108, "裕华区"), (130109, "藁城区"), (130110, "鹿泉区"),
        (130111, "栾城区"),
    ];

    public static readonly PlannedSite[] Sites =
    [
        new("石家庄云岫环保发电有限公司", "N7820 环境卫生管理", 130109, 114.842, 38.036, ProtocolVersion.V2025, OneLogger: true,
        [
            new("1号焚烧炉烟气排放口", SiteKind.Furnace), new("2号焚烧炉烟气排放口", SiteKind.Furnace),
            new("渗滤液处理站排口", SiteKind.Water),
        ]),
        new("石家庄滹南热电有限公司", "D4412 热电联产", 130110, 114.405, 38.082, ProtocolVersion.V2017, OneLogger: false,
        [
            new("1号锅炉脱硫出口", SiteKind.PowerBoiler), new("2号锅炉脱硫出口", SiteKind.PowerBoiler),
            new("3号锅炉脱硫出口", SiteKind.PowerBoiler),
        ]),
        new("石家庄槐岭热力有限公司", "D4430 热力生产和供应", 130104, 114.462, 38.021, ProtocolVersion.V2025, OneLogger: true,
            [new("1号锅炉烟囱", SiteKind.PowerBoiler), new("2号锅炉烟囱", SiteKind.PowerBoiler)]),
        new("石家庄赤峪钢铁有限公司", "C3110 炼铁", 130107, 114.062, 38.071, ProtocolVersion.V2017, OneLogger: false,
        [
            new("烧结机头", SiteKind.Sinter), new("球团竖炉", SiteKind.Sinter), new("加热炉", SiteKind.Sinter),
            new("厂区总排口", SiteKind.Water),
        ]),
        new("石家庄封坡水泥有限公司", "C3011 水泥制造", 130110, 114.331, 38.112, ProtocolVersion.V2017, OneLogger: true,
            [new("窑尾排放口", SiteKind.Kiln), new("窑头排放口", SiteKind.Kiln)]),
        new("石家庄晶澄玻璃有限公司", "C3041 平板玻璃制造", 130111, 114.641, 37.893, ProtocolVersion.V2017, OneLogger: false,
            [new("1号熔窑", SiteKind.GlassFurnace), new("2号熔窑", SiteKind.GlassFurnace)]),
        new("石家庄百草堰制药有限公司", "C2710 化学药品原料药制造", 130108, 114.560, 38.012, ProtocolVersion.V2017, OneLogger: false,
            [new("锅炉烟囱", SiteKind.PowerBoiler), new("污水总排口", SiteKind.Water)]),
        new("石家庄汇泽化工有限公司", "C2614 有机化学原料制造", 130111, 114.655, 37.905, ProtocolVersion.V2017, OneLogger: true,
        [
            new("工艺废气排放口", SiteKind.ProcessGas), new("污水总排口", SiteKind.Water, SharesMn: true),
            new("焚烧尾气排放口", SiteKind.ProcessGas),
        ]),
        new("石家庄锦澜染整有限公司", "C1713 棉印染精加工", 130102, 114.536, 38.064, ProtocolVersion.V2005, OneLogger: false,
            [new("污水总排口", SiteKind.Water), new("锅炉烟囱", SiteKind.PowerBoiler)]),
        new("石家庄东湾污水处理有限公司", "D4620 污水处理及其再生利用", 130102, 114.552, 38.058, ProtocolVersion.V2017, OneLogger: false,
            [new("总排口", SiteKind.TreatmentPlant), new("二期排口", SiteKind.TreatmentPlant)]),
        new("石家庄桥畔污水处理有限公司", "D4620 污水处理及其再生利用", 130104, 114.448, 37.998, ProtocolVersion.V2025, OneLogger: false,
            [new("总排口", SiteKind.TreatmentPlant)]),
        new("石家庄禾谷食品有限公司", "C1431 米、面制品制造", 130105, 114.471, 38.078, ProtocolVersion.V2005, OneLogger: false,
            [new("污水总排口", SiteKind.Water), new("燃气锅炉烟囱", SiteKind.PowerBoiler)]),
    ];
}

/// <summary>An enterprise of the plan; position in WGS84 degrees.</summary>
sealed record PlannedSite(
    string Name,
    string Industry,
    int County,
    double Longitude,
    double Latitude,
    ProtocolVersion Version,
    bool OneLogger,
    PlannedOutlet[] Outlets);

/// <param name="Name">Of the outlet.</param>
/// <param name="Kind">What stands behind it.</param>
/// <param name="SharesMn">It has the MN of the outlet before it and another ST.</param>
sealed record PlannedOutlet(string Name, SiteKind Kind, bool SharesMn = false);
