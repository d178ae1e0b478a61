using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Cells;

/// <summary>A mean as another twin told it last; the default value is "nothing told".</summary>
public readonly record struct ToldMean(Exact Value, DataFlag Flag)
{
    /// <summary>Seconds of it under marks of who told it, which make it void: <see cref="Signals.MeanTold.MarkedSeconds"/>.</summary>
    public int MarkedSeconds { get; init; }

    public bool IsTold => Value.HasValue || Flag != DataFlag.None;

    public bool IsValid => Value.HasValue && Flag.IsValid();
}
