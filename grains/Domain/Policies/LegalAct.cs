namespace Qianliyan.Domain.Policies;

/// <summary>The acts (违法行为) that a policy file names legal bases for.</summary>
public static class LegalAct
{
    /// <summary>超标排放大气污染物: a daily mean of flue gas over its limit.</summary>
    public const string EmissionExceeded = "emission.exceeded";

    /// <summary>超标排放水污染物: a daily mean of waste water over its limit.</summary>
    public const string EffluentExceeded = "effluent.exceeded";

    /// <summary>未采取减少持久性有机污染物排放的措施: a furnace too cold.</summary>
    public const string FurnaceTemperature = "furnace.temperature";

    /// <summary>未保证自动监测设备正常运行.</summary>
    public const string MonitoringNotKept = "monitoring.notKept";

    /// <summary>未按规定与监控设备联网.</summary>
    public const string MonitoringNetworking = "monitoring.networking";

    /// <summary>篡改、伪造监测数据.</summary>
    public const string DataFalsified = "data.falsified";

    /// <summary>通过逃避监管的方式排放.</summary>
    public const string SupervisionEvaded = "supervision.evaded";

    /// <summary>虚假标记: has no basis of its own but that of <see cref="LegalPolicy.FalseMark"/>.</summary>
    public const string FalseMark = "mark.false";

    /// <summary>The acts that findings cite, a false mark as what it counts as.</summary>
    public static IReadOnlyList<string> CitedWith(FalseMarkGround falseMark) =>
    [
        EmissionExceeded, EffluentExceeded, FurnaceTemperature, MonitoringNotKept, MonitoringNetworking,
        OfFalseMark(falseMark),
    ];

    /// <summary>What a false mark counts as.</summary>
    public static string OfFalseMark(FalseMarkGround ground) =>
        ground == FalseMarkGround.Evasion ? SupervisionEvaded : DataFalsified;

    /// <summary>The acts that a policy file may give bases for.</summary>
    public static IReadOnlyList<string> Based { get; } =
    [
        EmissionExceeded, EffluentExceeded, FurnaceTemperature, MonitoringNotKept, MonitoringNetworking,
        DataFalsified, SupervisionEvaded,
    ];
}
