namespace Qianliyan.Domain.Registry;

/// <summary>The mean a limit is compared with; the numbers are stored and never change.</summary>
public enum LimitPeriod : byte
{
    None = 0,

    /// <summary>小时均值: clock hour, Beijing time.</summary>
    Hour = 1,

    /// <summary>日均值: natural day, Beijing time.</summary>
    Day = 2,

    /// <summary>5 分钟均值: of the furnace temperature.</summary>
    FiveMinutes = 3,
}
