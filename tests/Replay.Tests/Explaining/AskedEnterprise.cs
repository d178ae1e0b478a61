using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>The journal of an enterprise that points tell of themselves, and its rules asked about it.</summary>
sealed class AskedEnterprise(TwinName source) : IDisposable
{
    public static readonly TwinName Name = TwinName.Of(EnterpriseId.Parse("E1"));

    readonly AskedTwins _asked = new();

    public void Dispose() => _asked.Dispose();

    public Task Append(params (EntryBody Body, BeijingTime At)[] entries) => _asked.Stored.Append(Name, entries);

    /// <summary>The next thing that the point tells.</summary>
    public Signalled Told(SignalBody body) => _asked.Told(source, body);

    /// <summary>The same of another twin.</summary>
    public Signalled Told(SignalBody body, TwinName from) => _asked.Told(from, body);

    public Task<IReadOnlyList<ExplainedAnswer>> Ask(RuleQuestion question) => _asked.Ask(Name, question);

    /// <summary>The story of the one finding of a rule.</summary>
    public Task<FindingStory> Story(string rule) => _asked.Story(Name, rule);
}
