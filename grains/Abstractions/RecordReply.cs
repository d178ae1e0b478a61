namespace Qianliyan.Abstractions;

/// <summary>The numbers travel between versions; never reuse one.</summary>
public enum RecordOutcome : byte
{
    Recorded = 1,

    /// <summary>The point held it already: acknowledged again, counted once.</summary>
    Repeated = 2,

    /// <summary>The registry does not know the point; nothing was stored.</summary>
    NotRegistered = 3,

    /// <summary>The device's password is not the registered one; nothing was stored.</summary>
    WrongPassword = 4,
}

/// <param name="Sequence">The entry that holds the observation; for a repeated one the point's newest entry.</param>
[GenerateSerializer, Immutable, Alias("qly.RecordReply")]
public readonly record struct RecordReply([property: Id(0)] RecordOutcome Outcome, [property: Id(1)] long Sequence);
