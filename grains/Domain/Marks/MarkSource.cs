namespace Qianliyan.Domain.Marks;

/// <summary>Who made a mark. The numbers are stored.</summary>
public enum MarkSource : byte
{
    /// <summary>A logger, by a condition word of ST 45 (自动标记).</summary>
    Device = 1,

    /// <summary>The enterprise in its client (企业标记).</summary>
    Enterprise = 2,

    /// <summary>People at the bureau (管理部门标记).</summary>
    Bureau = 3,
}
