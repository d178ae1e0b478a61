namespace Qianliyan.Replay.Policies;

/// <summary>The policy file a silo was started with.</summary>
/// <param name="Yaml">Its text; null for what is in force already.</param>
public sealed record PolicyStart(string? Yaml);
