using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Supervision;

/// <summary><c>qly order edit</c>: changes what is said and leaves the rest of the order as it is.</summary>
static class EditOrderCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> name = OrderOptions.Order();
        Option<DateTimeOffset?> from = OrderOptions.From();
        Option<DateTimeOffset?> to = OrderOptions.To();
        Option<string> cut = OrderOptions.Cut();
        Option<string> author = OrderOptions.By();
        Option<string> reason = OrderOptions.Reason();
        Option<int> revision = OrderOptions.Revision();
        var command = new Command(
            "edit", "Make a new version of an order; what is not said stays as it is. One that was taken back stands again.")
        {
            name, from, to, cut, author, reason, revision,
        };
        command.Validators.Add(result =>
        {
            result.CheckOrder(from, to);
            if (new Option[] { from, to, cut }.All(option => result.GetResult(option) is null))
                result.AddError("Nothing to edit: say one of --from, --to, --cut.");
        });
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                EmergencyOrder order = await session.Supervision.GetOrderAsync(
                    new GetOrderRequest { Name = parsed.GetRequiredValue(name) }, cancellationToken: token);
                order.StartTime = TimeText.Seconds(parsed.GetValue(from)) ?? order.StartTime;
                order.EndTime = TimeText.Seconds(parsed.GetValue(to)) ?? order.EndTime;
                order.Cut = parsed.GetValue(cut) ?? order.Cut;
                order.Author = parsed.GetRequiredValue(author);
                order.Reason = parsed.GetRequiredValue(reason);
                order.Lifted = false;
                if (parsed.GetValue(revision) is var meant and > 0)
                    (order.Revision, order.OrderTime, order.Entry) = (meant, null, 0);
                EmergencyOrder edited = await session.Supervision.UpdateOrderAsync(
                    new UpdateOrderRequest { Order = order }, cancellationToken: token);
                await OrderText.Show(session, edited);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
