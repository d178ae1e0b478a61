namespace Qianliyan.Domain.Measurements;

/// <summary>
/// The flag of a value (数据标记): HJ 212-2017 table 8, and <see cref="Insufficient"/>, which is computed here.
/// The numeric value is the ASCII letter, so that letters outside the table survive unchanged.
/// </summary>
public enum DataFlag : byte
{
    /// <summary>No flag came with the value; treated as normal (HJ/T 212-2005 devices send none).</summary>
    None = 0,

    /// <summary>正常.</summary>
    Normal = (byte)'N',

    /// <summary>停运: the monitor or the source is off.</summary>
    Off = (byte)'F',

    /// <summary>维护.</summary>
    Maintenance = (byte)'M',

    /// <summary>手工输入设定值: set by hand.</summary>
    Manual = (byte)'S',

    /// <summary>故障.</summary>
    Fault = (byte)'D',

    /// <summary>校准.</summary>
    Calibration = (byte)'C',

    /// <summary>超过测量上限: over the measuring range.</summary>
    OverRange = (byte)'T',

    /// <summary>通讯异常: no communication between instrument and logger.</summary>
    NoCommunication = (byte)'B',

    /// <summary>有效数据不足: too few valid lower-level values for a mean.</summary>
    Insufficient = (byte)'H',
}

public static class DataFlags
{
    /// <summary>
    /// Whether a value with this flag counts: none, N and S do (FACTS2 section 4; every other letter voids). Whether S
    /// counts where a device sends it the policy says: <c>points.validity.setByHand</c>.
    /// </summary>
    public static bool IsValid(this DataFlag flag) => flag is DataFlag.None or DataFlag.Normal or DataFlag.Manual;

    /// <summary>Whether the instrument was not measuring: maintenance, fault, calibration.</summary>
    public static bool IsOfInstrument(this DataFlag flag) =>
        flag is DataFlag.Maintenance or DataFlag.Fault or DataFlag.Calibration;

    public static string Letter(this DataFlag flag) => flag == DataFlag.None ? "" : ((char)flag).ToString();
}
