namespace Qianliyan.Domain.Marks;

public static class MarkCodes
{
    public static MarkKind Kind(this MarkCode code) =>
        code <= MarkCode.Accident ? MarkKind.Condition : MarkKind.Monitoring;

    /// <summary>The term of the marking rules.</summary>
    public static string Term(this MarkCode code) => code switch
    {
        MarkCode.Normal => "正常运行",
        MarkCode.Drying => "烘炉",
        MarkCode.Starting => "启炉",
        MarkCode.Stopping => "停炉",
        MarkCode.Cooling => "停炉降温",
        MarkCode.Idle => "停运",
        MarkCode.Fault => "故障",
        MarkCode.Accident => "事故",
        MarkCode.CemsMaintenance => "CEMS维护",
        MarkCode.LinkLost => "通讯中断",
        MarkCode.ThermocoupleFault => "热电偶故障",
        MarkCode.TemperatureAnomaly => "炉温异常",
        MarkCode.ManualMonitoring => "手工监测",
        MarkCode.NotAttributable => "非排污单位责任",
        MarkCode.Switchover => "CEMS主备切换",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such mark."),
    };
}
