namespace Qianliyan.Domain.Marks;

/// <summary>
/// What a mark says. The conditions are those of the marking rules for incineration (公告 2019-50), the monitoring marks
/// those of the rules of 2019-50 and of the national platform (接口说明 V1.6, 2.2). The numbers are stored.
/// </summary>
public enum MarkCode : byte
{
    /// <summary>正常运行: what holds where nothing is marked.</summary>
    Normal = 1,

    /// <summary>烘炉: drying and heating up, without waste.</summary>
    Drying = 2,

    /// <summary>启炉: starting, with waste, until operation is normal.</summary>
    Starting = 3,

    /// <summary>停炉: burning out at 850 degrees and more, without feeding.</summary>
    Stopping = 4,

    /// <summary>停炉降温: cooling down after the burn-out.</summary>
    Cooling = 5,

    /// <summary>停运: out of operation.</summary>
    Idle = 6,

    /// <summary>故障: a fault in normal operation.</summary>
    Fault = 7,

    /// <summary>事故: an accident in normal operation.</summary>
    Accident = 8,

    /// <summary>CEMS维护: maintenance of the monitoring equipment.</summary>
    CemsMaintenance = 21,

    /// <summary>通讯中断: the link is interrupted.</summary>
    LinkLost = 22,

    /// <summary>热电偶故障: a thermocouple is faulty.</summary>
    ThermocoupleFault = 23,

    /// <summary>炉温异常: low furnace temperature by force majeure, with dioxins under control.</summary>
    TemperatureAnomaly = 24,

    /// <summary>手工监测: values of manual monitoring stand in for automatic ones.</summary>
    ManualMonitoring = 25,

    /// <summary>非排污单位责任: missing or void for reasons that are not the plant's.</summary>
    NotAttributable = 26,

    /// <summary>CEMS主备切换: from the main to the spare analyser or back.</summary>
    Switchover = 27,
}
