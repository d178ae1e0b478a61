namespace Qianliyan.Replay.Trials;

/// <summary>How far a trial has come.</summary>
/// <param name="Twins">Done.</param>
/// <param name="OfTwins">In all.</param>
/// <param name="Entries">Journal entries lived through.</param>
public readonly record struct TrialProgress(int Twins, int OfTwins, long Entries);
