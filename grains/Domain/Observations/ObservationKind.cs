namespace Qianliyan.Domain.Observations;

/// <summary>
/// What a data upload reports, by the HJ 212 command it came with. The numbers are stored; never reuse one.
/// </summary>
public enum ObservationKind : byte
{
    /// <summary>CN 2011: instantaneous values; the data time is the instant.</summary>
    RealTime = 1,

    /// <summary>CN 2051: minute means; the data time is the start of the interval.</summary>
    Minute = 2,

    /// <summary>CN 2061: hour means; the data time is the start of the hour.</summary>
    Hour = 3,

    /// <summary>CN 2031: day means; the data time is the start of the natural day.</summary>
    Day = 4,

    /// <summary>CN 2021: run state of treatment devices (SBxxx-RS), 0 off to 5 blow-back.</summary>
    DeviceState = 5,

    /// <summary>CN 2041: run time of treatment devices in the day (SBxxx-RT), hours.</summary>
    DeviceRunTime = 6,

    /// <summary>
    /// CN 2111 (2025): mean furnace temperature of five minutes; the data time is the start of the slot.
    /// </summary>
    FurnaceTemperature = 7,

    /// <summary>CN 2081: the logger was switched on.</summary>
    PowerOn = 8,
}
