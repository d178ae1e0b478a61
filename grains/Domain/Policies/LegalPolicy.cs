namespace Qianliyan.Domain.Policies;

/// <summary>How acts are qualified where the law leaves it open.</summary>
public sealed record LegalPolicy
{
    /// <summary>What a false mark (虚假标记) counts as.</summary>
    public required FalseMarkGround FalseMark { get; init; }

    /// <summary>
    /// The first natural day, Beijing time, whose acts are looked at: from then on each act that a rule cites must stand
    /// under an article on every day.
    /// </summary>
    public required DateOnly ActsFrom { get; init; }
}
