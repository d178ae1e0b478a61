namespace Qianliyan.Hj212;

/// <summary>The fields of a factor that a frame carried (table 4, <c>xxxxxx-Rtd</c> and so on).</summary>
[Flags]
public enum FactorFields
{
    None = 0,
    Rtd = 1 << 0,
    Avg = 1 << 1,
    Min = 1 << 2,
    Max = 1 << 3,
    ZsRtd = 1 << 4,
    ZsAvg = 1 << 5,
    ZsMin = 1 << 6,
    ZsMax = 1 << 7,
    Cou = 1 << 8,
    Flag = 1 << 9,
    EFlag = 1 << 10,
    SampleTime = 1 << 11,

    /// <summary>
    /// RS: the state of a device, 0 off, 1 running, 2 calibrating, 3 maintenance, 4 alarm, 5 blow-back.
    /// </summary>
    State = 1 << 12,

    /// <summary>RT: the hours a device ran in the day.</summary>
    RunTime = 1 << 13,

    Data = 1 << 14,
    DayData = 1 << 15,
    NightData = 1 << 16,

    /// <summary>Info (现场端信息); its text is <see cref="Message.TextOf"/>.</summary>
    Info = 1 << 17,
}
