namespace Qianliyan.Domain.Twins;

/// <summary>What a journal entry holds. The numbers are stored; never reuse one.</summary>
public enum EntryKind : byte
{
    /// <summary>The registry's record of the twin was set or replaced.</summary>
    Registered = 1,

    /// <summary>An upload of a device.</summary>
    Observed = 2,

    /// <summary>Another twin told something.</summary>
    Signalled = 3,

    /// <summary>A clock looked at the twin: "now" for the fold.</summary>
    Ticked = 4,

    /// <summary>A version of a mark: a condition, or a state of the monitoring.</summary>
    Marked = 5,

    /// <summary>Another policy is in force for the twin.</summary>
    PolicyPut = 6,

    /// <summary>Somebody has taken note of a level or of a finding.</summary>
    Acknowledged = 7,

    /// <summary>A version of an order to an enterprise for a heavy-pollution emergency.</summary>
    Ordered = 9,

    /// <summary>Of the journal of policies alone: a policy file was put in force.</summary>
    PolicyIssued = 8,

    /// <summary>Of the journal of policies alone: a region's own policy was lifted.</summary>
    PolicyLifted = 10,

    /// <summary>Of a region alone: its silo could hear devices for a time.</summary>
    Listened = 11,

    /// <summary>Of the journal of retention alone: raw frames whose time was over were let go.</summary>
    FramesLetGo = 12,
}
