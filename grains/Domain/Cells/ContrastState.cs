namespace Qianliyan.Domain.Cells;

/// <summary>What an hour of a station is beside its neighbours. The numbers are stored.</summary>
public enum ContrastState : byte
{
    /// <summary>No value, or too few neighbours with one: no verdict.</summary>
    Unknown = 0,

    /// <summary>Not higher than its neighbours, or not clearly.</summary>
    Low = 1,

    /// <summary>Too little for an alarm, enough to keep one up.</summary>
    Holding = 2,

    /// <summary>Clearly higher.</summary>
    High = 3,
}
