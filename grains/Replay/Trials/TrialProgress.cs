namespace Qianliyan.Replay.Trials;

/// <summary>How far a trial has come. No number ever falls.</summary>
/// <param name="Twins">That have lived through their journals.</param>
/// <param name="OfTwins">That take part; known from the start.</param>
/// <param name="Entries">Journal entries lived through, in all.</param>
/// <param name="Again">That have lived once more, as the candidate lets points hear otherwise.</param>
/// <param name="OfAgain">That have to; known when all have lived once, and before the first lives again.</param>
public readonly record struct TrialProgress(int Twins, int OfTwins, long Entries, int Again, int OfAgain);
