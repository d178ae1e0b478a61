using Qianliyan.Domain.Policies;

namespace Qianliyan.Replay.Policies;

/// <summary>What became of a policy that somebody put in force.</summary>
/// <param name="Issue">What is recorded.</param>
/// <param name="WasInForce">It was in force already: nothing was recorded now.</param>
public sealed record PolicyPutting(PolicyIssue Issue, bool WasInForce);
