using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Twins;

/// <summary>The content of a journal entry. Everything that a fold learns comes to it as one of these.</summary>
public abstract record EntryBody
{
    public abstract EntryKind Kind { get; }
}

public sealed record Registered(RegistryRecord Record) : EntryBody
{
    public override EntryKind Kind => EntryKind.Registered;
}

public sealed record Observed(Observation Observation) : EntryBody
{
    public override EntryKind Kind => EntryKind.Observed;
}

public sealed record Signalled(Signal Signal) : EntryBody
{
    public override EntryKind Kind => EntryKind.Signalled;
}

/// <summary>From this entry on the twin is judged by another policy.</summary>
/// <param name="Version">As <see cref="Policies.PolicyBook"/> names it.</param>
public sealed record PolicyPut(string Version) : EntryBody
{
    public override EntryKind Kind => EntryKind.PolicyPut;
}

/// <summary>Somebody has taken note (已确认) of the twin's level, or of a finding of it.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Finding">The id of the finding; empty for the level.</param>
public sealed record Acknowledged(string By, BeijingTime At, string Finding) : EntryBody
{
    public override EntryKind Kind => EntryKind.Acknowledged;
}

/// <summary>A clock looked at the twin.</summary>
/// <param name="Now">When.</param>
/// <param name="ListeningSince">Since when devices could be heard at all; not set where they always could.</param>
public sealed record Ticked(BeijingTime Now, BeijingTime ListeningSince) : EntryBody
{
    public Ticked(BeijingTime now)
        : this(now, ListeningSince: default)
    {
    }

    public override EntryKind Kind => EntryKind.Ticked;
}

/// <summary>A region's clock: its silo could hear devices from one time to another, and may not have before.</summary>
/// <param name="Since">When the silo started.</param>
/// <param name="Until">Now.</param>
public sealed record Listened(BeijingTime Since, BeijingTime Until) : EntryBody
{
    public override EntryKind Kind => EntryKind.Listened;
}

/// <summary>
/// An order for a heavy-pollution emergency was given to an enterprise, edited or taken back; the arrival of the entry is
/// the time of ordering.
/// </summary>
public sealed record Ordered : EntryBody
{
    /// <exception cref="ArgumentException">The order is none; the message says why.</exception>
    public Ordered(EmergencyOrder order)
    {
        if (order.Refusal() is { } refusal)
            throw new ArgumentException($"Order '{order.Number}': {refusal.Property} '{refusal.Value}' {refusal.Reason}.", nameof(order));
        Order = order;
    }

    public EmergencyOrder Order { get; }

    public override EntryKind Kind => EntryKind.Ordered;
}

/// <summary>A mark was made, edited or deleted; the arrival of the entry is the time of marking.</summary>
public sealed record Marked(Mark Mark) : EntryBody
{
    public override EntryKind Kind => EntryKind.Marked;
}
