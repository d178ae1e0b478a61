namespace Qianliyan.Domain.Marks;

/// <summary>What a mark is about. The numbers are stored.</summary>
public enum MarkKind : byte
{
    /// <summary>工况标记: the condition of a furnace or another production facility.</summary>
    Condition = 1,

    /// <summary>监测异常标记: the state of the monitoring, of a point and pollutant or of a link.</summary>
    Monitoring = 2,
}
