namespace Qianliyan.Hj212;

/// <summary>The version bits V5..V0 of <c>Flag</c> (标准版本号); other numbers are kept as they came.</summary>
public enum ProtocolVersion : byte
{
    /// <summary>HJ/T 212-2005, also taken for frames without <c>Flag</c>.</summary>
    V2005 = 0,

    /// <summary>HJ 212-2017.</summary>
    V2017 = 1,

    /// <summary>HJ 212-2025.</summary>
    V2025 = 2,
}
