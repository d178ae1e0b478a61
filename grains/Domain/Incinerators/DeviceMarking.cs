using System.Globalization;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// Marks out of the condition words of ST 45 (自动标记): a word that the policy knows opens a mark that holds until the
/// device says another one. A word that comes late, before the newest change, changes no mark. What people edit or
/// delete is theirs: the device neither closes it nor, by the same word said again, makes it anew.
/// </summary>
static class DeviceMarking
{
    const string Prefix = "st45-";

    /// <summary>The versions of marks that a word makes: the open one is closed, the next one opened.</summary>
    /// <param name="words">What the furnace's devices have said, this word included.</param>
    public static List<Mark> Of(
        MarkSet marks, ConditionRuns words, TwinName source, ConditionTold told, MarkPolicy policy)
    {
        var made = new List<Mark>();
        if (WordOf(told.Word, policy) is not { } word)
            return made;
        string stem = $"{Prefix}{told.Factor}-";
        Mark? open = null;
        BeijingTime newest = default, opened = default;
        foreach (MarkVersion version in marks.Newest)
        {
            Mark mark = version.Mark;
            if (!mark.Id.StartsWith(stem, StringComparison.Ordinal)
                || marks.VersionsOf(mark.Id).LastOrDefault(held => held.Mark.Source == MarkSource.Device)?.Mark is not { } said)
            {
                continue;
            }

            open = mark.Source == MarkSource.Device && mark.IsOpen ? mark : open;
            newest = Later(newest, said.IsOpen ? said.Start : said.End);
            opened = Later(opened, said.Start);
        }

        if (told.At <= newest || open?.Code == word.Code || IsLate(words, told, policy))
            return made;
        if (open is not null)
            made.Add(open with { End = told.At, Revision = open.Revision + 1 });
        if (word.Code != MarkCode.Normal && !IsMarkedSince(opened, words, told))
        {
            made.Add(new Mark
            {
                Id = stem + told.At.UnixSeconds.ToString(CultureInfo.InvariantCulture),
                Code = word.Code,
                Start = told.At,
                Source = MarkSource.Device,
                Author = source.ToString(),
                Reason = told.Word.ToString(),
            });
        }

        return made;
    }

    static DeviceWord? WordOf(FactorCode word, MarkPolicy policy) =>
        policy.DeviceWords.FirstOrDefault(known => known.Word == word);

    /// <summary>Whether the device has said another word that the policy knows after this one.</summary>
    static bool IsLate(ConditionRuns words, ConditionTold told, MarkPolicy policy) => words.All.Any(run =>
        run.Factor == told.Factor && run.Since > told.At && WordOf(run.Word, policy) is not null);

    /// <summary>Whether the word has been said without another one in between since its newest mark was opened.</summary>
    static bool IsMarkedSince(BeijingTime opened, ConditionRuns words, ConditionTold told) => words.All.Any(run =>
        run.Factor == told.Factor && run.Word == told.Word
        && run.Since <= opened && run.Through >= told.At);

    static BeijingTime Later(BeijingTime one, BeijingTime other) => one > other ? one : other;
}
