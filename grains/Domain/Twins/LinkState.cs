namespace Qianliyan.Domain.Twins;

/// <summary>Whether a twin's device reports (联网状态). The numbers are stored.</summary>
public enum LinkState : byte
{
    /// <summary>Nothing has ever arrived.</summary>
    Unknown = 0,
    Online = 1,

    /// <summary>Nothing has arrived for longer than the policy allows.</summary>
    Silent = 2,
}
