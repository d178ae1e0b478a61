namespace Qianliyan.Domain.Points;

/// <summary>Whether a mean counts (数据有效性).</summary>
public enum Validity : byte
{
    /// <summary>There is no mean.</summary>
    None = 0,

    /// <summary>有效.</summary>
    Valid = 1,

    /// <summary>无效; the <see cref="VoidCause"/> says why.</summary>
    Invalid = 2,

    /// <summary>暂定: it may still be marked; without a mark it turns out as its cause stands.</summary>
    Provisional = 3,
}
