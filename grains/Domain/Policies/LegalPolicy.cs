namespace Qianliyan.Domain.Policies;

/// <summary>How acts are qualified where the law leaves it open.</summary>
public sealed record LegalPolicy
{
    /// <summary>What a false mark (虚假标记) counts as.</summary>
    public required FalseMarkGround FalseMark { get; init; }
}
