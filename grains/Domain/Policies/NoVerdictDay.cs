namespace Qianliyan.Domain.Policies;

/// <summary>What a day without verdict is among consecutive compliant days.</summary>
public enum NoVerdictDay : byte
{
    /// <summary>As a violation: they begin anew with the day after it.</summary>
    Breaks,

    /// <summary>It neither counts nor breaks them.</summary>
    PassedOver,

    /// <summary>As a compliant day.</summary>
    Clean,
}
