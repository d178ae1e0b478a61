namespace Qianliyan.Storage;

/// <summary>Synced writes, or transactions of a table service, of a stretch of time.</summary>
/// <param name="Commits">Their number.</param>
/// <param name="MedianMs">Their median time in milliseconds; 0 without commits.</param>
/// <param name="P99Ms">The time in milliseconds within which 99 of 100 ended.</param>
public readonly record struct CommitInterval(long Commits, double MedianMs, double P99Ms);
