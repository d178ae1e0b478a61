using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Tests;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>What the twins of cases have in common.</summary>
abstract class CaseTwin<TState>(ITwinFold<TState> fold, TwinName name, Policy policy) : ICaseTwin
    where TState : class, ITwinState
{
    protected FoldHost<TState> Host { get; } = new(fold, name, policy);

    public virtual IReadOnlyList<Finding> Findings => Host.Findings;

    public string Level => Status.Level.ToString();

    protected TwinStatus Status => fold.Describe(Host.State);

    public abstract void Take(CaseLine line);

    public virtual string Shows(string what) =>
        throw new FormatException($"'{what}' is nothing that this twin shows.");

    public void Tick(BeijingTime now) => Host.Feed(new Ticked(now), now);

    public void Put(Policy policy, BeijingTime at)
    {
        Host.Policy = policy;
        Host.Feed(new PolicyPut(policy.Version), at);
    }

    public void Restore()
    {
        Host.EvictAll();
        Host.RestoreFromSnapshot();
    }

    public string StateHash() => Host.StateHash();
}
